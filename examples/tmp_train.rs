use yaodian::extract::training::*; use yaodian::learn::*; use std::path::PathBuf;
fn f1(model:&Model, seqs:&[Vec<Sequence>]) -> (f64,usize,usize,usize) { let (mut tp,mut f,mut g)=(0,0,0); for s in seqs.iter().flatten() { let gold:Vec<usize>=(0..s.len()).map(|i|(0..3).find(|l|s.allowed(i).contains(*l)).unwrap()).collect(); let mut t=s.clone(); for i in 0..t.len(){t.allow(i,LabelSet::ALL);} let d=model.decode(&t); let sp=|l:&[usize]|{let mut v=vec![];let mut i=0;while i<l.len(){if l[i]==1{let mut j=i+1;while j<l.len()&&l[j]==2{j+=1}v.push((i,j));i=j}else{i+=1}}v}; let a=sp(&gold);let b=sp(&d); g+=a.len();f+=b.len();tp+=b.iter().filter(|x|a.contains(x)).count(); } (2.0*tp as f64/((f+g) as f64).max(1.0),tp,f,g) }
fn main(){ let args:Vec<String>=std::env::args().skip(1).collect(); let p=yaodian::Pipeline::new().map_err(|d|d.to_string()).unwrap();
 let out=&args[0]; let ep:usize=args[1].parse().unwrap(); let margin:f64=args[2].parse().unwrap(); let minc:u32=args[3].parse().unwrap(); let stems:Vec<PathBuf>=args[4..].iter().map(PathBuf::from).collect();
 let texts:Vec<_>=stems.iter().map(|s|read_annotated(s).map_err(|d|d.to_string()).unwrap()).collect(); let ex=examples(&p,&texts);
 
 let set=||FieldSettings{minimum_count:minc,penalty:margin,epochs:ep,rate:std::env::var("RATE").ok().and_then(|r|r.parse().ok()).unwrap_or(0.1),..FieldSettings::default()};
 let (mut tp,mut f,mut g)=(0,0,0); let k= if std::env::var("NOCV").is_ok() {0} else {6}; for fold in 0..k { let tr:Vec<_>=ex.iter().enumerate().filter(|(i,_)|i%k!=fold).map(|(_,e)|e.clone()).collect(); let te:Vec<_>=ex.iter().enumerate().filter(|(i,_)|i%k==fold).map(|(_,e)|e.clone()).collect(); let m=train(&tr,&set()); std::fs::write(format!("/tmp/w/fold{fold}.model"), m.to_bytes()).unwrap(); let r=f1(&m,&te); tp+=r.1;f+=r.2;g+=r.3; }
 println!("cv exact-group F1 {:.3} P {:.3} R {:.3}", 2.0*tp as f64/((f+g) as f64), tp as f64/f as f64, tp as f64/g as f64);
 let m=train(&ex,&set()); println!("train {:?}", f1(&m,&ex)); std::fs::write(out,m.to_bytes()).unwrap(); println!("size {}", m.to_bytes().len()); }

