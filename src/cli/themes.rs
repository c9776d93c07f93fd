//! `yaodian themes`: the schemes that points are sorted by, and the check of the codebook.

use super::args::Themes;
use super::paint::{Paint, fit, plain, thousands};
use super::report::Reporter;
use super::{Status, files, schemes};
use anyhow::{Result, anyhow, bail};
use std::io::{self, Write};
use std::path::PathBuf;
use yaodian::annotate::themes::ThemeCoder;
use yaodian::codebook::Codebook;
use yaodian::codebook::scheme::Scheme;
use yaodian::diagnostic::Diagnostic;

/// Cells of a line of cues.
const WIDTH: usize = 96;

/// Runs the command.
pub(super) fn run(options: &Themes, reporter: &Reporter) -> Result<Status> {
    if let Some(folder) = options.codebook.as_deref().filter(|folder| !folder.is_dir()) {
        bail!("{} is no folder · hint: --codebook takes a folder with files of the codebook", folder.display());
    }
    if options.lint {
        return lint(options, reporter);
    }
    let schemes = schemes(options)?;
    let paint = reporter.paint();
    let Some(name) = &options.scheme else {
        files::to_stdout(&mut |out| schemes.iter().try_for_each(|scheme| short(scheme, paint, out)))?;
        return Ok(Status::Complete);
    };
    let wanted = schemes.iter().find(|scheme| scheme.id == *name || scheme.origin == *name);
    let Some(scheme) = wanted else {
        let known: Vec<&str> = schemes.iter().map(|scheme| scheme.id.as_str()).collect();
        bail!("there is no scheme '{name}' · hint: name one of {}, or a .toml or .csv file", known.join(", "));
    };
    files::to_stdout(&mut |out| long(scheme, paint, out))?;
    Ok(Status::Complete)
}

/// The schemes of the codebook, and the file that was named.
fn schemes(options: &Themes) -> Result<Vec<Scheme>> {
    let mut known = Codebook::load(options.codebook.as_deref()).map_err(|fault| anyhow!("{fault}"))?.schemes;
    if let Some(path) = named_file(options) {
        let own = schemes::read(&path)?.map_err(|fault| anyhow!("{fault}"))?;
        known.retain(|scheme| scheme.id != own.id);
        known.push(own);
    }
    Ok(known)
}

/// The file with a scheme that was named.
fn named_file(options: &Themes) -> Option<PathBuf> {
    options.scheme.as_deref().map(PathBuf::from).filter(|path| schemes::is_scheme(path))
}

/// Files with schemes that the arguments name, sorted.
fn own_files(options: &Themes) -> Vec<PathBuf> {
    let folder = options.codebook.as_deref().map(|folder| folder.join("themes"));
    let entries = folder.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| schemes::is_scheme(path)).collect();
    found.sort();
    found.extend(named_file(options));
    found
}

/// One scheme in three lines.
fn short(scheme: &Scheme, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let size = format!("{} themes", scheme.themes.len());
    writeln!(out, "{}  {} · {}  {}", paint.strong(&scheme.id), scheme.label.hant, scheme.label.en, paint.faint(&size))?;
    writeln!(out, "  {}", plain(&scheme.description))?;
    let themes: Vec<String> = scheme.themes.iter().map(|theme| format!("{} {}", theme.id, theme.label.hant)).collect();
    writeln!(out, "  {}\n", paint.faint(&fit(&themes.join(" · "), WIDTH)))
}

/// One scheme with every theme: labels, definition, the strongest cues, examples.
fn long(scheme: &Scheme, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {} · {} · {}", paint.strong(&scheme.id), scheme.label.hant, scheme.label.hans, scheme.label.en)?;
    writeln!(out, "{}\nSource: {}", plain(&scheme.description), plain(&scheme.source))?;
    for theme in &scheme.themes {
        let label = &theme.label;
        writeln!(out, "\n{}  {} · {} · {}", paint.strong(&theme.id), label.hant, label.hans, label.en)?;
        if !theme.definition.is_empty() {
            writeln!(out, "  {}", plain(&theme.definition))?;
        }
        let mut cues: Vec<(&str, f64)> = theme.cues.iter().map(|cue| (cue.text.as_str(), cue.weight)).collect();
        cues.sort_by(|left, right| right.1.total_cmp(&left.1));
        let words: Vec<&str> = cues.iter().map(|(text, _)| *text).collect();
        let count = format!("{} cues", thousands(cues.len()));
        writeln!(out, "  {}: {}", count, paint.faint(&fit(&plain(&words.join(" ")), WIDTH)))?;
        for example in theme.examples.iter().take(2) {
            writeln!(out, "  e.g. {}", plain(example))?;
        }
    }
    Ok(())
}

/// Everything that can be checked: names, cues, schemes, and that examples get their themes.
fn lint(options: &Themes, reporter: &Reporter) -> Result<Status> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut checked = Vec::new();
    match Codebook::load(options.codebook.as_deref()) {
        Err(fault) => faults.push(fault),
        Ok(codebook) => {
            checked.push(format!("{} names", thousands(codebook.gazetteer.entries().len())));
            checked.push(format!("{} groups of cues", codebook.cues.groups().len()));
        }
    }
    for path in own_files(options) {
        match schemes::read(&path)? {
            Err(fault) => faults.push(schemes::diagnostic(&fault)),
            Ok(scheme) => faults.extend(scheme.lint(&schemes::text_of(&path)?).iter().map(schemes::diagnostic)),
        }
    }
    if faults.is_empty() {
        let known = schemes(options)?;
        let themes: usize = known.iter().map(|scheme| scheme.themes.len()).sum();
        checked.push(format!("{} schemes with {themes} themes", known.len()));
        let names: Vec<String> = known.iter().map(|scheme| scheme.id.clone()).collect();
        match ThemeCoder::new(known) {
            Err(fault) => faults.push(schemes::diagnostic(&fault)),
            // Classes of whole documents are not tried on single sentences.
            Ok(coder) => faults.extend(
                names
                    .iter()
                    .filter(|name| *name != "statecouncil")
                    .flat_map(|name| coder.lint_examples(name))
                    .map(|fault| schemes::diagnostic(&fault)),
            ),
        }
    }
    for fault in &faults {
        reporter.tell(fault);
    }
    if faults.is_empty() {
        files::to_stdout(&mut |out| writeln!(out, "{}: no fault", checked.join(", ")))?;
    }
    Ok(reporter.status())
}
