"""Setting up a MongoDB replica set for the chain, and keeping its data safe."""
