#![allow(warnings, clippy::all, clippy::pedantic)]
use std::path::Path; use std::collections::BTreeMap;
use yaodian::extract::training::{read_annotated, measured, parts}; use yaodian::learn::*; use yaodian::Pipeline;
fn groups(l:&[usize])->Vec<(usize,usize)>{let mut g=vec![];let mut i=0;while i<l.len(){if l[i]==1{let mut e=i+1;while e<l.len()&&l[e]==2{e+=1}g.push((i,e));i=e}else{i+=1}}g}
fn main(){
  let env=|n:&str,d:f64|std::env::var(n).ok().and_then(|v|v.parse().ok()).unwrap_or(d);
  let k=env("K",6.0) as usize; let (ep,pen,rate,views,thin,mc)=(env("EP",25.0) as usize,env("PEN",0.03),env("RATE",0.1),env("VIEWS",1.0) as usize,env("THIN",0.0) as usize,env("MC",2.0) as u32);
  let bags=env("BAGS",1.0) as usize;
  let pipe=Pipeline::new().unwrap();
  let stems:Vec<String>=std::fs::read_to_string("/tmp/w/stems.txt").unwrap().lines().map(|s|s.into()).collect();
  let t0=std::time::Instant::now();
  let docs:Vec<_>=stems.iter().map(|s|measured(&pipe,&read_annotated(Path::new(s)).unwrap())).collect();
  eprintln!("read {:?} clauses {}",t0.elapsed(),docs.iter().flatten().map(|d|d.0.len()).sum::<usize>());
  let (_,templates)=parts();
  let limit:Option<usize>=std::env::var("LIMIT").ok().and_then(|v|v.parse().ok());
  let mut by:BTreeMap<String,Vec<(f64,f64,f64,f64)>>=BTreeMap::new();
  let results:Vec<Vec<(String,usize,usize,usize,f64)>>=std::thread::scope(|sc|{ let hs:Vec<_>=(0..k).map(|fold|{ let (docs,stems)=(&docs,&stems); move || {
    let mut random=SplitMix64::new(7+fold as u64);
    let mut ex=vec![];
    for (i,d) in docs.iter().enumerate(){ if i%k==fold{continue} 
      for (_,seq,_) in d { if seq.is_empty(){continue}
        let mut v=vec![seq.clone()]; for _ in 1..views{let mut s=seq.clone(); s.thin(thin,&mut random); v.push(s);} 
        ex.push(Example{views:v,repeat:1}); } }
    if let Some(l)=limit { ex.truncate(l) }
    let st=FieldSettings{seed:1,epochs:ep,rate,penalty:pen,minimum_count:mc,prune:1};
    let model=train_field(parts().0,parts().1,&ex,&st);
    let errs=std::env::var("ERRS").is_ok(); let mut log=String::new();
    let mut out=vec![];
    for (i,d) in docs.iter().enumerate(){ if i%k!=fold{continue}
      let (mut tp,mut nf,mut ng)=(0,0,0); let mut ex=0.0;
      for (free,gold,sizes) in d { if free.is_empty(){continue}
        let found=groups(&model.decode(free));
        let gl:Vec<usize>=(0..gold.len()).map(|p|(0..3).find(|l|gold.allowed(p).contains(*l)).unwrap_or(0)).collect();
        let g=groups(&gl); nf+=found.len(); ng+=g.len(); if errs { let lab=model.decode(free); for p in 0..gl.len() { if (gl[p]!=lab[p]) { log.push_str(&format!("{}   {}>{} {}\n",stems[i].rsplit('/').next().unwrap(),["O","B","I"][gl[p]],["O","B","I"][lab[p]],sizes[p])); } else {log.push_str(&format!("{}       {} {}\n",stems[i].rsplit('/').next().unwrap(),["O","B","I"][gl[p]],sizes[p]));} } }
        let sz=|a:usize,b:usize|sizes[a..b].iter().map(|s|s.chars().count()).sum::<usize>() as f64;
        for f in &found { for h in &g { let (a,b)=(f.0.max(h.0),f.1.min(h.1)); if a<b { let inter=sz(a,b); let un=sz(f.0,f.1)+sz(h.0,h.1)-inter; if inter/un>=0.5 {tp+=1; if f==h {ex+=1.0} break;} } } }
      }
      out.push((stems[i].rsplit('/').next().unwrap().to_string(),tp,nf,ng,ex));
    } if errs {use std::io::Write; std::fs::File::create(format!("/tmp/w/errs{fold}.txt")).unwrap().write_all(log.as_bytes()).unwrap();} out } }).collect();
    let mut res=vec![]; let mut it=hs.into_iter(); loop { let a=it.next(); let b=it.next(); if a.is_none(){break} let ha=a.map(|f|sc.spawn(f)); let hb=b.map(|f|sc.spawn(f)); if let Some(h)=ha{res.push(h.join().unwrap())} if let Some(h)=hb{res.push(h.join().unwrap())} } res });
  for (n,tp,nf,ng,ex) in results.into_iter().flatten(){ if std::env::var("DOCS").is_ok(){eprintln!("{n} {tp} {nf} {ng}")}; let key=if n.starts_with('t')&&n.as_bytes()[1].is_ascii_digit(){"t".into()}else{n.chars().take(2).collect::<String>()}; let key=if key.starts_with('n')&&key.as_bytes()[1].is_ascii_digit() || n.contains('_')||n=="minutes"{"own".into()}else{key};
    if ng==0 {by.entry(format!("{key}0")).or_default().push((tp as f64,nf as f64,0.0,ex));continue}
    by.entry(key).or_default().push((tp as f64,nf as f64,ng as f64,ex)); }
  let mut all=vec![]; 
  for (g,v) in &by { if g.ends_with('0'){ print!("{g}:{}fp/{} ",v.iter().map(|x|x.1).sum::<f64>(),v.len()); continue }
    let f:Vec<f64>=v.iter().map(|x|2.0*x.0/(x.1+x.2)).collect(); print!("{g} {:.3}  ",f.iter().sum::<f64>()/f.len() as f64); all.extend(v.iter().copied()); }
  let mac=all.iter().map(|x|2.0*x.0/(x.1+x.2)).sum::<f64>()/all.len() as f64;
  let s=|i:usize|all.iter().map(|x|[x.0,x.1,x.2,x.3][i]).sum::<f64>();
  println!("\nMACRO {mac:.4} micro {:.4} exactgroup {:.4}  ({:?})",2.0*s(0)/(s(1)+s(2)),2.0*s(3)/(s(1)+s(2)),t0.elapsed());
}
