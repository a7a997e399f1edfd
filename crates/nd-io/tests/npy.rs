//! `.npy` against files that NumPy wrote, and against files that lie.

mod npy {
    mod files;
    mod hostile;
}
