import subprocess
import sys


def test_a_missing_library_is_told_in_words():
    script = "import sys; sys.modules['cv2'] = None; from aotrainer.__main__ import main; main()"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "cv2" in result.stderr
    assert "libgl1" in result.stderr
