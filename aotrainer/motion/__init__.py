"""Movement as numbers: pure numpy and scipy, with no file, clock, thread, camera or screen."""
