"""Apache Kafka itself, its own jars on the local Java: for `make up BROKER=kafka` and the fault suite."""
