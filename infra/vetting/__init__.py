"""What `make check` asks besides the code: are secrets committed, are dependencies known to be unsafe?"""
