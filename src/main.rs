fn main(){ let cb = yaodian::codebook::Codebook::load(None).map_err(|d| d.to_string()).unwrap(); let sg=yaodian::segment::Segmenter::new(); for a in std::env::args().skip(1) { match yaodian::read::read(std::path::Path::new(&a), &Default::default()) { Ok(s) => { let t = yaodian::normalize::normalize(&s); let g = yaodian::segment::segment(&t, s.language, &cb, &sg);
for (i,b) in g.blocks.iter().enumerate() { println!("{i} a{} {:?} sec={:?} role={:?} lab={:?} {}", b.article, b.kind, b.section, g.role(i), b.label, t.slice(b.span).chars().take(30).collect::<String>()); }
if std::env::var("CL").is_ok() { for c in &g.clauses { println!("  [{}]", t.slice(c.core)); } }
 } Err(d) => println!("{d}") } } }
