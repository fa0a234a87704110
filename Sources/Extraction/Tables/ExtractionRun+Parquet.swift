import Findings

extension ExtractionRun {
    func readParquet(_ store: any ByteStore) throws(ExtractionFailure) {
        throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.parquet"))
    }
    func readAvro(_ store: any ByteStore) throws(ExtractionFailure) {
        throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.avro"))
    }
    func readORC(_ store: any ByteStore) throws(ExtractionFailure) {
        throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.orc"))
    }
}
