"""From a camera, a file or a stream to landmarks. The only importer of mediapipe."""
