//! `yaodian themes`: the schemes that points are sorted by, and the check of the codebook.

use super::args::Themes;
use super::paint::{Paint, fit, plain, thousands};
use super::report::Reporter;
use super::{Status, files};
use anyhow::{Result, anyhow, bail};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use yaodian::annotate::themes::ThemeCoder;
use yaodian::codebook::Codebook;
use yaodian::codebook::scheme::{Scheme, SchemeError, default_schemes};
use yaodian::diagnostic::{Code, Diagnostic};

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

/// The schemes of the program, with those of a folder in place of the ones of the same id, and the
/// file that was named.
fn schemes(options: &Themes) -> Result<Vec<Scheme>> {
    let mut schemes = default_schemes().map_err(|fault| anyhow!("{fault}"))?;
    for path in own_files(options) {
        let scheme = read(&path)?.map_err(|fault| anyhow!("{fault}"))?;
        match schemes.iter_mut().find(|known| known.id == scheme.id) {
            Some(known) => *known = scheme,
            None => schemes.push(scheme),
        }
    }
    Ok(schemes)
}

/// Files with schemes that the arguments name, sorted.
fn own_files(options: &Themes) -> Vec<PathBuf> {
    let is_scheme = |path: &Path| path.extension().is_some_and(|ending| ending == "toml" || ending == "csv");
    let folder = options.codebook.as_deref().map(|folder| folder.join("themes"));
    let mut found: Vec<PathBuf> =
        folder.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.retain(|path| is_scheme(path));
    found.sort();
    found.extend(options.scheme.as_deref().map(PathBuf::from).filter(|path| is_scheme(path)));
    found
}

fn read(path: &Path) -> Result<Result<Scheme, SchemeError>> {
    let shown = path.to_string_lossy();
    let text = text_of(path)?;
    let name = path.file_stem().map_or_else(|| "own".to_owned(), |name| name.to_string_lossy().into_owned());
    let table = path.extension().is_some_and(|ending| ending == "csv");
    Ok(if table { Scheme::from_csv(&shown, &name, &text) } else { Scheme::from_toml(&shown, &text, None) })
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| anyhow!("{}: cannot be read: {error} · hint: save it as UTF-8", path.display()))
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
        match read(&path)? {
            Err(fault) => faults.push(diagnostic(&fault)),
            Ok(scheme) => faults.extend(scheme.lint(&text_of(&path)?).iter().map(diagnostic)),
        }
    }
    if faults.is_empty() {
        let schemes = schemes(options)?;
        let themes: usize = schemes.iter().map(|scheme| scheme.themes.len()).sum();
        checked.push(format!("{} schemes with {themes} themes", schemes.len()));
        let names: Vec<String> = schemes.iter().map(|scheme| scheme.id.clone()).collect();
        match ThemeCoder::new(schemes) {
            Err(fault) => faults.push(diagnostic(&fault)),
            // Classes of whole documents are not tried on single sentences.
            Ok(coder) => faults.extend(
                names
                    .iter()
                    .filter(|name| *name != "statecouncil")
                    .flat_map(|name| coder.lint_examples(name))
                    .map(|fault| diagnostic(&fault)),
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

fn diagnostic(fault: &SchemeError) -> Diagnostic {
    Diagnostic::error(Code::Codebook, &fault.file, fault.what.clone(), &fault.remedy).at_line(fault.line, 1)
}
