//! Files on their way out: written beside their place, then renamed, so that no reader ever sees
//! half of one; and standard output, buffered and locked once.

use anyhow::{Context, Result, bail};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What writes the content of a file.
pub(crate) type Writing<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Makes the folder of the output, or says why it cannot be one.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!("{} is a file, not a folder · hint: name another folder with --output", folder.display());
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))
}

/// Writes a file whole or not at all.
pub(crate) fn write_whole(path: &Path, content: Writing<'_>) -> Result<()> {
    let Some(name) = path.file_name() else {
        bail!("{} names no file · hint: end the path with a file name", path.display());
    };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.partial", std::process::id()));
    let partial = Partial { path: path.with_file_name(beside) };
    let shown = || format!("{}: cannot be written", path.display());
    let file = OpenOptions::new().write(true).create_new(true).open(&partial.path).with_context(shown)?;
    fill(file, content).with_context(shown)?;
    std::fs::rename(&partial.path, path).with_context(shown)
}

fn fill(file: File, content: Writing<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.flush()
}

/// A file that is taken away again unless it was renamed.
struct Partial {
    path: PathBuf,
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After the renaming there is nothing here any more.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Writes to a file, or to standard output when none is named.
pub(crate) fn write_to(output: Option<&Path>, content: Writing<'_>) -> Result<()> {
    match output {
        Some(path) if path != Path::new("-") => write_whole(path, content),
        _ => to_stdout(content),
    }
}

/// Writes to standard output. Where its reader goes away, the error is a closed pipe, whatever a
/// format made of it on the way.
pub(crate) fn to_stdout(content: Writing<'_>) -> Result<()> {
    let mut pipe = Pipe { out: io::stdout().lock(), closed: false };
    let result = {
        let mut out = BufWriter::new(&mut pipe);
        content(&mut out).and_then(|()| out.flush())
    };
    if pipe.closed {
        return Err(io::Error::from(io::ErrorKind::BrokenPipe).into());
    }
    Ok(result?)
}

/// Standard output that remembers whether its reader went away.
struct Pipe {
    out: io::StdoutLock<'static>,
    closed: bool,
}

impl Pipe {
    fn watch<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.watch(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.watch(result)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
    use super::write_whole;
    use std::io;

    #[test]
    fn a_file_that_fails_half_way_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.json");
        write_whole(&path, &mut |out| out.write_all(b"old")).unwrap();
        let failed = write_whole(&path, &mut |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "the partial file is gone");
    }
}
