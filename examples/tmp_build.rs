fn main(){ let p = yaodian::Pipeline::new().map_err(|d| d.to_string()).unwrap(); let p = match std::env::var("CM") { Ok(f) => p.with_clause_model(yaodian::learn::Model::from_bytes(&std::fs::read(f).unwrap()).map_err(|e|e.to_string()).unwrap()), _ => p }; let p = if std::env::var("NOTAG").is_ok() { p.with_tagger(None) } else { p }; let mut a = std::env::args().skip(1); let i=a.next().unwrap(); let o=a.next().unwrap();
 let s = yaodian::read::read(std::path::Path::new(&i), &Default::default()).map_err(|d| d.to_string()).unwrap();
 let g = p.graph(vec![s]); for f in yaodian::graph::check(&g) { println!("CHECK {f}"); }
 let mut w = std::io::BufWriter::new(std::fs::File::create(o).unwrap()); yaodian::export::json(&g, &mut w).unwrap(); }
