using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Tests.Crls;

public sealed class CrlParserTests
{
    private static readonly DateTimeOffset NextUpdate = TestPki.Now.AddDays(7);
    private static readonly RevokedCertificate[] Revoked =
    [
        new(new byte[] { 0x07 }, TestPki.Yesterday),
        new(new byte[] { 0x80, 0x01 }, TestPki.Yesterday, CrlReason.CertificateHold),
    ];

    [Fact]
    public void A_list_reads_as_it_was_written()
    {
        var crl = CrlParser.Parse(TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, Revoked));

        Assert.Equal((TestPki.Yesterday, NextUpdate), (crl.ThisUpdate, crl.NextUpdate));
        Assert.Equal(new BigInteger(42), crl.CrlNumber);
        Assert.Equal(2, crl.EntryCount);
        Assert.Equal(Certificate.Parse(TestPki.Issuing.Certificate).Subject.ToArray(), crl.Issuer.ToArray());
    }

    [Theory]
    [InlineData("07", CrlReason.KeyCompromise)]
    [InlineData("8001", CrlReason.CertificateHold)]
    [InlineData("00008001", CrlReason.CertificateHold)]
    public void An_entry_is_found_by_its_number_as_an_integer(string serialNumber, object reason)
    {
        var crl = CrlParser.Parse(TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, Revoked));

        var entry = crl.Find(Convert.FromHexString(serialNumber));

        Assert.Equal((TestPki.Yesterday, (CrlReason)reason), (entry?.RevocationDate, entry?.Reason));
    }

    [Theory]
    [InlineData("08")]
    [InlineData("01")]
    [InlineData("0780")]
    [InlineData("")]
    public void A_number_that_is_not_on_the_list_is_not_found(string serialNumber)
    {
        var crl = CrlParser.Parse(TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, Revoked));

        Assert.Null(crl.Find(Convert.FromHexString(serialNumber)));
    }

    [Fact]
    public void A_list_may_be_empty_whether_the_sequence_is_left_out_or_written()
    {
        Assert.Equal(0, CrlParser.Parse(TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, [])).EntryCount);
        Assert.Equal(0, CrlParser.Parse(Bend(fields => fields.Entries = Hex("3000"))).EntryCount);
    }

    [Fact]
    public void A_list_of_version_1_has_no_number()
    {
        var crl = CrlParser.Parse(Bend(fields => (fields.Version, fields.Extensions) = ([], [])));

        Assert.Null(crl.CrlNumber);
    }

    private static readonly Dictionary<string, Action<CrlFields>> BentFields = new(StringComparer.Ordinal)
    {
        ["version 3"] = fields => fields.Version = Hex("020102"),
        ["version 1 with extensions"] = fields => fields.Version = [],
        ["no nextUpdate"] = fields => fields.NextUpdate = [],
        ["a nextUpdate before thisUpdate"] = fields => fields.NextUpdate = Hex("170D3230303130313030303030305A"),
        ["an inner algorithm that differs from the outer"] = fields => fields.Algorithm = Hex("300A06082A8648CE3D040303"),
        ["SHA-1"] = fields => fields.Algorithm = fields.OuterAlgorithm = Hex("300906072A8648CE3D0401"),
        ["a distribution point that is not critical"] = fields => fields.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, false, Hex("30038101FF"))),
        ["a delta indicator that is not critical"] = fields => fields.Extensions.Add(CertificateForge.Extension(Oids.DeltaCrlIndicator, false, Hex("020101"))),
        ["a distribution point that limits nothing"] = fields => fields.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("3000"))),
        ["only users and only authorities at once"] = fields => fields.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("30068101FF8201FF"))),
        ["an unknown critical extension"] = fields => fields.Extensions.Add(CertificateForge.Extension("1.3.6.1.4.1.99999.1", true, Hex("0500"))),
        ["an extension twice"] = fields => fields.Extensions.Add(fields.Extensions[0]),
        ["a negative CRL number"] = fields => fields.Extensions = [CertificateForge.Extension(Oids.CrlNumber, false, Hex("0201FF"))],
        ["a CRL number of 21 bytes"] = fields => fields.Extensions = [CertificateForge.Extension(Oids.CrlNumber, false, Hex("02157F" + new string('0', 40)))],
        ["no extension in the list of them"] = fields => fields.Extensions = [],
        ["a negative serial number"] = fields => fields.Entries = Entries("0201FF" + Time),
        ["a serial number with a zero too many"] = fields => fields.Entries = Entries("02020007" + Time),
        ["a serial number of 21 bytes"] = fields => fields.Entries = Entries("02157F" + new string('0', 40) + Time),
        ["an empty serial number"] = fields => fields.Entries = Entries("0200" + Time),
        ["no revocation date"] = fields => fields.Entries = Entries("020107"),
        ["a revocation date without Z"] = fields => fields.Entries = Entries("020107" + "170C323631313231303830303030"),
        ["31 June"] = fields => fields.Entries = Entries("020107" + "170D3236303633313038303030305A"),
        ["hour 24"] = fields => fields.Entries = Entries("020107" + "170D3236313132313234303030305A"),
        ["a letter in the date"] = fields => fields.Entries = Entries("020107" + "170D3236313132313038303041305A"),
        ["GeneralizedTime before 2050"] = fields => fields.Entries = Entries("020107" + "180F32303236313132313038303030305A"),
        ["removeFromCRL"] = fields => fields.Entries = Entries("020107" + Time + "300C300A0603551D1504030A0108"),
        ["reason 7"] = fields => fields.Entries = Entries("020107" + Time + "300C300A0603551D1504030A0107"),
        ["the reason twice"] = fields => fields.Entries = Entries("020107" + Time + "3018300A0603551D1504030A0101300A0603551D1504030A0101"),
        ["a certificate issuer, as in indirect CRLs"] = fields => fields.Entries = Entries("020107" + Time + "300E300C0603551D1D0101FF0402" + "3000"),
        ["an empty list of entry extensions"] = fields => fields.Entries = Entries("020107" + Time + "3000"),
        ["something after the entry's extensions"] = fields => fields.Entries = Entries("020107" + Time + "300C300A0603551D1504030A01010500"),
        ["an entry that is a set"] = fields => fields.Entries = Hex("30143112020107" + Time),
        ["an entry in BER's long form"] = fields => fields.Entries = Hex("3015308112020107" + Time),
        ["an entry past the end"] = fields => fields.Entries = Hex("30143022020107" + Time),
    };

    public static TheoryData<string> NamesOfBentFields => [.. BentFields.Keys];

    [Theory]
    [MemberData(nameof(NamesOfBentFields))]
    public void A_bent_list_is_refused_even_when_the_authority_signed_it(string what)
    {
        var crl = Bend(BentFields[what]);

        var refused = Assert.Throws<CrlException>(() => CrlParser.Parse(crl));
        Assert.Matches(@"^\S.* (\(RFC 5280, .*\)|\(X\.690, .*\)|RFC 5280, [0-9.]+( and [0-9.]+)? defines? (it|them))\.$|not accepted|is not after|no instant", refused.Message);
    }

    [Fact]
    public void The_limits_of_a_list_read_as_they_were_written()
    {
        var crl = CrlParser.Parse(Bend(fields =>
        {
            fields.Extensions.Add(CertificateForge.Extension(Oids.DeltaCrlIndicator, true, Hex("020107")));
            fields.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("3012A009A007860568747470738101FF83020640")));
        }));

        Assert.Equal(new BigInteger(7), crl.Extensions.BaseCrlNumber);
        var point = crl.Extensions.IssuingDistributionPoint!;
        Assert.Equal((true, false, false, ReasonFlags.KeyCompromise), (point.OnlyContainsUserCertificates, point.IsIndirect, point.OnlyContainsAuthorityCertificates, point.OnlySomeReasons));
        Assert.Equal([new GeneralName.Uri("https")], Assert.IsType<DistributionPointName.Full>(point.Name).Names);
    }

    [Fact]
    public void Entries_of_an_indirect_list_say_whose_certificates_they_are_about()
    {
        var crl = CrlParser.Parse(Bend(fields =>
        {
            fields.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("30038401FF")));
            fields.Entries = Entries("020107" + Time + "301030 0E0603551D1D0101FF04043002A400".Replace(" ", "", StringComparison.Ordinal));
        }));

        var reader = new CrlEntryReader(crl.Entries.Span);
        Assert.True(reader.MoveNext());
        Assert.Equal("3002A400", Convert.ToHexString(reader.CertificateIssuer));
    }

    [Fact]
    public void A_delta_list_may_take_an_entry_off()
    {
        var crl = CrlParser.Parse(Bend(fields =>
        {
            fields.Extensions.Add(CertificateForge.Extension(Oids.DeltaCrlIndicator, true, Hex("020101")));
            fields.Entries = Entries("020107" + Time + "300C300A0603551D1504030A0108");
        }));

        Assert.Equal(CrlReason.RemoveFromCrl, crl.Find([7])?.Reason);
    }

    [Fact]
    public void A_negative_serial_number_read_tolerantly_is_no_positive_one()
    {
        var crl = CrlParser.Parse(Bend(fields => fields.Entries = Entries("0201FF" + Time)), X509Reading.Tolerant);

        Assert.Null(crl.Find([0xFF]));
        Assert.NotNull(crl.Find(SerialNumber.Trim([0xFF], X509Reading.Tolerant, out _)));
    }

    [Fact]
    public void A_list_cut_anywhere_is_refused()
    {
        var crl = TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, Revoked);

        for (var length = 0; length < crl.Length; length++)
        {
            var cut = crl[..length];
            Assert.Throws<CrlException>(() => CrlParser.Parse(cut));
        }
    }

    [Fact]
    public void A_list_of_more_than_64_MB_is_refused_unread()
    {
        Assert.Throws<CrlException>(() => CrlParser.Parse(new byte[CrlParser.MaxLength + 1]));
    }

    [Fact]
    public void Random_bytes_parse_or_are_refused() =>
        Prop.ForAll<byte[]>(bytes => Assert.True(Record.Exception(() => CrlParser.Parse(bytes)) is null or CrlException)).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_damage_parses_or_is_refused()
    {
        var crl = TestPki.Issuing.IssueCrl(TestPki.Yesterday, NextUpdate, 42, Revoked);
        var random = new Random(20261122);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = crl.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.True(Record.Exception(() => CrlParser.Parse(damaged)) is null or CrlException);
        }
    }

    private const string Time = "170D3236313132313038303030305A";

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private static byte[] Entries(string entry) => CrlFields.Sequence(CrlFields.Sequence(Hex(entry)));

    private static byte[] Bend(Action<CrlFields> bend)
    {
        var fields = new CrlFields
        {
            Issuer = Certificate.Parse(TestPki.Issuing.Certificate).Subject.ToArray(),
            Entries = Entries("020107" + Time),
        };
        bend(fields);
        return fields.Sign(TestPki.Issuing.Key);
    }
}
