import os
import sys

# A disk that is really full is a small one that only root can mount.
collect_ignore = [] if os.geteuid() == 0 and sys.platform == "linux" else ["test_full_disk.py"]
