/// Numbers as they lie in bytes that came from elsewhere, lowest byte first.
public enum LittleEndian {
    /// The numbers that fill `bytes`; what is too short for another one is left out.
    public static func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ bytes: Span<UInt8>) -> [Number] {
        let width = MemoryLayout<Number>.size
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe [Number](unsafeUninitializedCapacity: buffer.count / width) { numbers, count in
                while count < buffer.count / width {
                    let number = unsafe buffer.loadUnaligned(fromByteOffset: count * width, as: Number.self)
                    unsafe numbers.initializeElement(at: count, to: Number(littleEndian: number))
                    count += 1
                }
            }
        }
    }

    /// Appends `numbers` to `bytes`.
    public static func append<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number], to bytes: inout [UInt8])
    {
        bytes.reserveCapacity(bytes.count + numbers.count * MemoryLayout<Number>.size)
        for number in numbers {
            let value = number.littleEndian
            unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
        }
    }
}
