#![allow(warnings, clippy::all, clippy::pedantic)]
use yaodian::extract::training::*;
fn main(){ let pipe=yaodian::Pipeline::new().unwrap();
 for s in std::fs::read_to_string("/tmp/w/stems.txt").unwrap().lines(){ println!("== {}",s.rsplit('/').next().unwrap()); for l in oracle(&pipe,&read_annotated(std::path::Path::new(s)).unwrap()){println!("  {l}")} } }
