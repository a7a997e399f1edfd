//! Text and npy input and output for nd.
