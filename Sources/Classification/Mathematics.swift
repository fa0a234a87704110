import Glibc

/// The exponential function.
func exponential(_ value: Double) -> Double { exp(value) }

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

/// `base` to a power.
func powered(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
