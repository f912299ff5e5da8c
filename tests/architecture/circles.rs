//! No file of a room uses, by whatever way round, a file that uses it: what one needs to read a file lies below it.
//!
//! Names are followed through re-exports to the file that has the item, so a `mod.rs` that only declares and re-exports
//! is in no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{files, is_test, without_tests};

/// The names of a path, from the top of the crate.
type Names = Vec<String>;

/// A file as a module: what it declares, names anew and uses.
#[derive(Default)]
struct Module {
    file: String,
    uses: Vec<Names>,
    /// What has a name here and is another file's: `pub use`, and `use` for the modules below.
    imports: BTreeMap<String, Names>,
}

/// The words and signs of Rust code, without comments and the contents of texts.
fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let starts = |at: usize, with: &str| with.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if c == 'r' && (starts(at, "r\"") || starts(at, "r#\"")) {
            let end = if starts(at, "r\"") { "\"" } else { "\"#" };
            at += 1 + end.len();
            while at < chars.len() && !starts(at, end) {
                at += 1;
            }
            at += end.len();
        } else if c == '"' {
            at += 1;
            while at < chars.len() && chars[at] != '"' {
                at += if chars[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if c == '\'' {
            // A letter between marks; otherwise a lifetime, whose name does no harm.
            let end = if starts(at + 1, "\\") { (at + 3..at + 12).find(|end| starts(*end, "'")) } else { Some(at + 2) };
            at = end.filter(|end| starts(*end, "'")).unwrap_or(at) + 1;
        } else if c.is_alphanumeric() || c == '_' {
            let word: String = chars[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
            at += word.chars().count();
            tokens.push(word);
        } else if starts(at, "::") {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            at += 1;
        }
    }
    tokens
}

/// The paths of a `use` tree that begins at `at`, each with the name it gets; and where the tree ends.
fn tree(tokens: &[String], mut at: usize, before: &Names) -> (Vec<(Names, String)>, usize) {
    let mut names = before.clone();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" => {
                let mut all = Vec::new();
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    let (paths, end) = tree(tokens, at, &names);
                    all.extend(paths);
                    at = if tokens.get(end).is_some_and(|token| token == ",") { end + 1 } else { end };
                }
                return (all, at + 1);
            }
            "as" => {
                return (vec![(names, tokens[at + 1].clone())], at + 2);
            }
            "," | "}" | ";" => break,
            "self" if names.len() > before.len() || !before.is_empty() => at += 1,
            name => {
                names.push(name.to_owned());
                at += 1;
            }
        }
    }
    let name = names.last().cloned().unwrap_or_default();
    (vec![(names, name)], at)
}

/// A path as seen from the top, where it begins in this crate.
fn absolute(module: &[String], path: &[String], children: &BTreeSet<String>) -> Option<Names> {
    let mut base = match path.first()?.as_str() {
        "crate" | "planroll" => return Some(path[1..].to_vec()),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        child if children.contains(child) => return Some([module, path].concat()),
        _ => return None,
    };
    let mut rest = &path[1..];
    while rest.first().is_some_and(|name| name == "super") {
        base.pop();
        rest = &rest[1..];
    }
    Some([&base, rest].concat())
}

/// Every module of the library by its path.
fn modules() -> BTreeMap<Names, Module> {
    let sources: BTreeMap<Names, (String, Vec<String>)> = files()
        .into_iter()
        .filter(|(path, ..)| !is_test(path) && !path.ends_with("main.rs"))
        .map(|(path, _, text)| {
            let mut names: Names = path.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
            if names.last().is_some_and(|last| last == "mod" || last == "lib") {
                names.pop();
            }
            (names, (path.to_string_lossy().replace('\\', "/"), tokens(without_tests(&text))))
        })
        .collect();
    let known: BTreeSet<Names> = sources.keys().cloned().collect();
    let read = |(names, (file, tokens)): (Names, (String, Vec<String>))| {
        let below = known.iter().filter(|one| one.len() == names.len() + 1 && one.starts_with(&names));
        let children: BTreeSet<String> = below.filter_map(|one| one.last().cloned()).collect();
        (names.clone(), Module { file, ..read(&names, &tokens, &children) })
    };
    sources.into_iter().map(read).collect()
}

/// What the tokens of a module use and give on.
fn read(names: &Names, tokens: &[String], children: &BTreeSet<String>) -> Module {
    let mut module = Module::default();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].as_str();
        // `use<'a>` in a type is no import.
        if token == "use" && tokens.get(at + 1).is_some_and(|next| next != "<") {
            let is_given_on = at > 0 && (tokens[at - 1] == "pub" || (tokens[at - 1] == ")" && at > 3));
            let (paths, end) = tree(tokens, at + 1, &Vec::new());
            at = end;
            for (path, name) in paths {
                let Some(path) = absolute(names, &path, children) else { continue };
                if !is_given_on {
                    module.uses.push(path.clone());
                }
                module.imports.insert(name, path);
            }
            continue;
        }
        let before = |words: &[&str]| at >= words.len() && tokens[at - words.len()..at].iter().eq(words);
        let follows = ["::", "mod", ".", "$"].iter().any(|word| before(&[word])) || before(&["pub", "(", "in"]);
        if !follows && tokens.get(at + 1).is_some_and(|next| next == "::") {
            let mut path = vec![token.to_owned()];
            while tokens.get(at + 1).is_some_and(|next| next == "::") {
                at += 2;
                path.extend(tokens.get(at).cloned());
            }
            module.uses.extend(absolute(names, &path, children));
        }
        at += 1;
    }
    module
}

/// The module that has the item of a path, through every re-export on the way.
fn home(modules: &BTreeMap<Names, Module>, path: &[String], steps: usize) -> Option<Names> {
    let depth = (0..=path.len()).rev().find(|depth| modules.contains_key(&path[..*depth]))?;
    let (own, rest) = path.split_at(depth);
    let module = &modules[own];
    let Some(name) = rest.first().filter(|_| steps > 0) else { return Some(own.to_vec()) };
    if let Some(target) = module.imports.get(name) {
        return home(modules, &[target, &rest[1..]].concat(), steps - 1);
    }
    Some(own.to_vec())
}

/// The modules that each module uses; the top of the crate, which only declares, apart.
fn arrows(modules: &BTreeMap<Names, Module>) -> BTreeMap<Names, BTreeSet<Names>> {
    let own = modules.iter().filter(|(names, _)| !names.is_empty());
    own.map(|(names, module)| {
        let homes = module.uses.iter().filter_map(|path| home(modules, path, 8));
        (names.clone(), homes.filter(|home| home != names && !home.is_empty()).collect())
    })
    .collect()
}

/// The groups of modules that use one another, by whatever way round.
fn circles(arrows: &BTreeMap<Names, BTreeSet<Names>>) -> BTreeSet<Vec<Names>> {
    let reached = |from: &Names| {
        let mut seen: BTreeSet<&Names> = BTreeSet::new();
        let mut ahead: Vec<&Names> = arrows[from].iter().collect();
        while let Some(next) = ahead.pop() {
            if seen.insert(next) {
                ahead.extend(arrows.get(next).into_iter().flatten());
            }
        }
        seen
    };
    let reach: BTreeMap<&Names, BTreeSet<&Names>> = arrows.keys().map(|names| (names, reached(names))).collect();
    let in_circles = reach.iter().filter(|(names, own)| own.contains(*names));
    in_circles
        .map(|(names, own)| {
            let both = own.iter().filter(|other| reach.get(*other).is_some_and(|theirs| theirs.contains(*names)));
            both.map(|other| (*other).clone()).collect()
        })
        .collect()
}

#[test]
fn no_file_uses_one_that_uses_it() {
    let modules = modules();
    let arrows = arrows(&modules);
    let mut listed = String::new();
    for circle in circles(&arrows) {
        listed += &format!("a circle of {} files:\n", circle.len());
        for names in &circle {
            let used = arrows[names].iter().filter(|used| circle.contains(used));
            let used: Vec<&str> = used.map(|used| modules[used].file.as_str()).collect();
            listed += &format!("    {} uses {}\n", modules[names].file, used.join(", "));
        }
    }
    assert!(listed.is_empty(), "{listed}");
}

#[test]
fn names_are_followed_to_the_file_that_has_them() {
    let texts = [
        ("", "mod room; pub mod other;"),
        ("room", "mod wall; mod door; pub(crate) use door::{Door, Handle as Knob};"),
        ("room::wall", "use super::{Knob, door}; // use super::nothing\nfn f() { \"super::no\"; '\"'; super::g() }"),
        ("room::door", "use super::wall::Wall; pub struct Door;"),
        ("other", "use crate::room::{self, Door};"),
    ];
    let names = |path: &str| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Names>();
    let known: Vec<Names> = texts.iter().map(|(path, _)| names(path)).collect();
    let module = |(path, text): &(&str, &str)| {
        let own = names(path);
        let children = known.iter().filter(|one| one.len() == own.len() + 1 && one.starts_with(&own));
        let children = children.filter_map(|one| one.last().cloned()).collect();
        (own.clone(), Module { file: (*path).to_owned(), ..read(&own, &tokens(text), &children) })
    };
    let modules: BTreeMap<Names, Module> = texts.iter().map(module).collect();
    let homes = |path: &str| -> Vec<String> {
        let found = modules[&names(path)].uses.iter().filter_map(|path| home(&modules, path, 8));
        found.map(|home| home.join("::")).collect()
    };
    assert_eq!(homes("room::wall"), ["room::door", "room::door", "room"]);
    assert_eq!(homes("other"), ["room", "room::door"]);
    let circles: Vec<Vec<Names>> = circles(&arrows(&modules)).into_iter().collect();
    assert_eq!(circles, [[names("room::door"), names("room::wall")]]);
}
