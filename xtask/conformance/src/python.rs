//! Python: an interpreter that has NumPy 2.4.6, the script that writes the vectors, the process that makes random cases.

#![forbid(unsafe_code)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What the vectors are made with.
const PACKAGE: &str = "numpy==2.4.6";

/// An interpreter with NumPy; a throwaway environment is deleted with it.
#[derive(Debug)]
pub(crate) struct Interpreter {
    program: PathBuf,
    environment: Option<PathBuf>,
}

impl Interpreter {
    /// The interpreter `given`, or else one in a virtual environment that is made here.
    ///
    /// # Errors
    /// No Python, or no way to install the package.
    pub(crate) fn find(given: Option<&str>) -> Result<Interpreter, String> {
        if let Some(program) = given {
            return Ok(Interpreter { program: program.into(), environment: None });
        }
        let folder = std::env::temp_dir().join(format!("nd-conformance-{}", std::process::id()));
        let program = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let made = Interpreter { program, environment: Some(folder.clone()) };
        eprintln!(
            "conformance: installing {PACKAGE} in a throwaway environment; --python PATH names one that has it"
        );
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        succeed(Command::new(&made.program).args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
        Ok(made)
    }

    /// `main.py` with arguments. Python leaves no compiled files in the source tree.
    fn script(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("-B").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("python/main.py"));
        command
    }

    /// Writes the golden vectors into `folder`.
    ///
    /// # Errors
    /// Whatever Python says.
    pub(crate) fn regenerate(&self, folder: &Path) -> Result<(), String> {
        succeed(self.script().arg("write").arg(folder))
    }

    /// Starts the process that makes random cases.
    ///
    /// # Errors
    /// A Python that does not start, or lacks NumPy.
    pub(crate) fn serve(&self) -> Result<Server, String> {
        let name = self.program.display();
        let mut command = self.script();
        command.arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{name}: no pipes"));
        };
        let mut server =
            Server { child, orders: Some(orders), answers: BufReader::new(answers), topics: Vec::new() };
        server.topics = server.line()?.split_whitespace().map(str::to_string).collect();
        Ok(server)
    }
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        if let Some(folder) = &self.environment {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// The running Python.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    // An Option so that dropping can close it before waiting.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    topics: Vec<String>,
}

impl Server {
    /// The topics that have random cases.
    pub(crate) fn topics(&self) -> &[String] {
        &self.topics
    }

    /// Random case number `index` of a topic, as a line.
    ///
    /// # Errors
    /// A Python that ended.
    pub(crate) fn case(&mut self, topic: &str, seed: u64, index: u64) -> Result<String, String> {
        let orders = self.orders.as_mut().ok_or("Python: closed")?;
        let sent = writeln!(orders, "{topic} {seed} {index}").and_then(|()| orders.flush());
        sent.map_err(|error| format!("Python: {error}"))?;
        self.line()
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| format!("Python: {error}"))?;
        if line.is_empty() { Err("Python ended".into()) } else { Ok(line.trim_end().into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input ends the process.
        self.orders = None;
        let _ = self.child.wait();
    }
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_python_is_named() {
        let interpreter = Interpreter::find(Some("no-such-python")).expect("not yet started");
        let error = interpreter.serve().expect_err("refused");
        assert!(error.starts_with("no-such-python: "), "{error}");
    }
}
