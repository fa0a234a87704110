/// How common four folded bytes in a row are, estimated from pairs.
///
/// Counted over a mixture of source code, documentation, CSV and logs; only the order of the estimates matters, and a
/// wrong order costs time, never a match. Row and column stand for a folded byte: none, A to Z, 0 to 9, `_`, `-`, and
/// the eight classes of bytes outside ASCII; a character's code less 33 is 3.2 times the binary logarithm of the count.
enum GramFrequencies {
    /// The expected count of `gram`, a folded byte in each of its bytes, first byte lowest; arbitrary unit.
    static func estimate(_ gram: UInt32) -> Double {
        let indices = (0..<4).map { index(of: UInt8(truncatingIfNeeded: gram >> UInt32(8 * $0))) }
        let pairs = (0..<3).map { count(indices[$0], indices[$0 + 1]) }
        return pairs[0] * pairs[1] * pairs[2] / (total(indices[1]) * total(indices[2]))
    }

    private static let classes = 47
    private static let bytes: [UInt8] = Array(table.utf8).filter { $0 != UInt8(ascii: "\n") }
    private static let counts: [Double] = bytes.map { power(Int($0) - 33) }
    private static let totals: [Double] = (0..<classes).map { row in
        (0..<classes).reduce(0) { $0 + counts[row * classes + $1] }
    }

    private static func count(_ first: Int, _ second: Int) -> Double { counts[first * classes + second] }
    private static func total(_ first: Int) -> Double { totals[first] }

    /// Two to the power of `step` / 3.2, by repeated multiplication: no mathematics library is needed for a table.
    private static func power(_ step: Int) -> Double {
        (0..<max(step, 0)).reduce(1) { value, _ in value * 1.241_857_812_073_484 }
    }

    /// The row of a folded byte.
    private static func index(of byte: UInt8) -> Int {
        switch byte {
        case 65...90: Int(byte) - 64
        case 0x10...0x19: Int(byte) - 0x10 + 27
        case 0x5F: 37
        case 0x0D: 38
        case 0x80...: 39 + Int(byte & 7)
        default: 0
        }
    }

    // swift-format-ignore
    private static let table = #"""
        cSPSSRPOPTMJQRRPRHSUSOOOOHKSUSNPQMMMLKPROOOONON
        Q>KMM?CK>J8EPPQ9M<PORHG@FG:>@<>::;;=;ICB>?>>>>>
        KI<BAJ<B=ID7K?>HB6GCAK8:@F8><=::88:<7H@?>>>>>>=
        OMBFBND>MH7LMHBQH?IGPG?;?A7??><>9;::;LC@>>>>>=>
        SLCEIS?@=M:9EG=IE;KGDF@?C@8=>=<:9998:MCA?@>@?>>
        WMEMOJNK>H?<NNQEIHSPSBNDPF<>@=?:8;7;7OG@?B>>>>>
        QI?BBGKB8O56GB>MA6IHGG8?:@6?<<<889;:6H?@>?>>>=>
        OD@@<O?AGH55CDHDG5GHBD:76:97;=8534362JA@>?>?>>?
        NL;@DP;:6K57@?FI@5F?MB7D7E=6:<9655215G=@???>?=>
        OJINMINL:@7>NJUOJ;JOQ=J:D6I9<C::9738=IA@?>>>>>>
        K>668C855<56586F:56C7>565583442222222:9@>>>>>>>
        NBA?<K=>9B66=?>>;7<D>==:67:69:;733232J@@>?>>>>>
        POABHRF@9P>GO>>ND8@IJJ@<AG8:?@:<865;5KD@?@>>>>>
        MPEEGO>><L7GGI>MO8?LEH==A=79=;<9698>9K@?>?>>>>>
        SN>LORJN<I9FFAKNC9BNQME;=C;9<<>758568JB@?A>>>>>
        NDGMM@LEFH;DKLRHL6QIKMKI><I8=98766554IB?>?>>>>?
        ON>HFOCAGN5AOF?LH9MHKJ>A;G8;?>:<78788KC>>?>>>>=
        H86>:?856855=?9;?6<>9H665453442323131F??>>>>>>>
        TNCJITEG<P9EGJLNEEKKMNE@DH;=@>>;;99:8LD@@B@@@@@
        UHEJDQBDIN5IHIEKL=FLSJ>D:G=;=?=;<9<73LE??A>>>>>
        VPBHFSD?QP7BGGANK9QKML?DGJ;;@==:8<?=5OF?>A>?>>=
        IDFMHJGC8F58KIM;J6MML9:6K66BA<D31?3A2F<?>>>>>>>
        NK?A@M@;9J5<?C8H<8=@>776866:J=9=7;8;8GF?>>>>>=>
        JI;=>I97FJ48?BBF:8G@976>5666878541221G=?>>>>>=?
        NM>C@FE::C56??7<D9<FH:78B;7IKBAA@>>J=JC@>>>>>>>
        O><>9>8?6=55A@BBH5DED98>6785763212221H@?>@>>>>>
        K>676I657I55888>757=77555876544434343;6?>>>>>>>
        T<=><=>4551:;;3351563733N14SLPJJJJJJJHH>;<;<;;:
        T<;====43324453262463754913NNKJJJMJJMGH?;;;<:::
        Q:;C::<546188852;26<4464;24QJJJPOIJJIFH>;;;<;;;
        O99=:9;32122551162434263:12JIKIIIIIIIBG>;;:<:::
        Q8;998833626<72232453343>12JINIIIIIIIDN?<;:<;;:
        S878787543172522:1334252613JIIIIQIIIIAG>;;:<;;:
        N88977834913552137442324913IIIIMIIILHJG>;;;<;;:
        N76877:2122124112131;232;12IIIIIIIIII?G>;;;<;;;
        P988777224285;3253322231<22JIIIIILIII?G?<;;<;;;
        N96966912312132141342120512IILIIHIIII<G?;;;<;;;
        GLJONKKHIM=CJLIINCMOLHHGA:>?B@?=:I8<6J/;;=;;;;;
        R??C?D?;<A7:AA??A6?B@=<<=6;NLJFEEEEEF0L?;;;<;::
        SB?AB@AA@@?@????>@?@A??????;><<>==<<<;<HHHHHHHH
        O>>>>>>>>>>>>>>>>>>>>>>>>>>;:;:;;;:;::;HHHHHHGH
        P>>>>>>>>>>>>>>>>>>=>>>>>>>;;;:;;;:;;:;IGHGHHHG
        O>>=>>>>>>>>>>>>>>>=>>>>>>>;:;:<;;;<;;:HHGHHHHH
        P>=>>>>>>>>>???>>>>>>>>>>>?;;;;;;;;;;;<HHHHHHHG
        N>>>>>>>>>>>>>>>=>>>>>>>>>>;:;:;<;;;::;HHHHHHHH
        O>>=>>>=>>>>>>>>>>>>>>>>>>>::::;;:::;;:HHHHHHHH
        N>==>>>>>>>>>>>>=>>>>>>>>>>:::::::;:;;:GHHHHHHI
        """#
}
