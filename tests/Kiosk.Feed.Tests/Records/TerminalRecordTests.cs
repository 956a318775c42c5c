using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Testing.Feed;
using static Kiosk.Feed.Tests.Targets.Sets;

namespace Kiosk.Feed.Tests.Records;

public sealed class TerminalRecordTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    private readonly TestTerminal terminal = new("HN-01");
    private readonly TestTerminal other = new("HN-02", kind: "tpm");

    public void Dispose()
    {
        terminal.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_certificate_says_whose_it_is_what_for_and_where_its_key_is_kept()
    {
        var certificate = TerminalCertificate.Parse(other.Record.SigningCertificate);

        Assert.Equal(("HN-02", TerminalKeyUse.Signing, "tpm"), (certificate.TerminalId, certificate.Use, certificate.KeyKind));
        Assert.Equal(other.Signing.ExportSubjectPublicKeyInfo(), certificate.SubjectPublicKeyInfo.ToArray());
        Assert.Equal(TerminalKeyUse.Decryption, TerminalCertificate.Parse(other.Record.DecryptionCertificate).Use);
    }

    [Fact]
    public void A_record_survives_JSON()
    {
        var revoked = terminal.RevokedAt(Now);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(revoked, RecordJson.Terminal), RecordJson.Terminal)!;

        Assert.Equal((revoked.Id, revoked.Door, revoked.Revoked), (read.Id, read.Door, read.Revoked));
        Assert.Equal(revoked.SigningCertificate.ToArray(), read.SigningCertificate.ToArray());
    }

    [Fact]
    public void Whatever_breaks_a_rule_is_refused()
    {
        using var foreignCurve = new TestTerminal("HN-01", curve: ECCurve.NamedCurves.nistP384);
        using var unknownKind = new TestTerminal("HN-01", kind: "paper");
        TerminalRecord[] broken =
        [
            terminal.Record with { Id = "HN-03" },
            terminal.Record with { Id = "hn-01" },
            terminal.Record with { Door = " " },
            terminal.Record with { SigningCertificate = other.Record.SigningCertificate },
            terminal.Record with { SigningCertificate = terminal.Record.DecryptionCertificate },
            terminal.Record with { DecryptionCertificate = terminal.Record.SigningCertificate },
            terminal.Record with { SigningCertificate = default },
            terminal.Record with { SigningCertificate = terminal.Record.SigningCertificate[..^1] },
            terminal.Record with { SigningCertificate = (byte[])[.. terminal.Record.SigningCertificate.Span, 0] },
            terminal.Record with { Revoked = new(Now, "") },
            foreignCurve.Record,
            unknownKind.Record,
        ];

        TerminalRecordRules.Check(terminal.Record);
        Assert.All(broken, record => Assert.Throws<RecordException>(() => TerminalRecordRules.Check(record)));
    }

    [Fact]
    public void The_record_of_a_CA_that_is_no_CA_of_that_name_or_lies_under_another_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var record = new AuthorityRecord("HALL", AuthorityOf(key, "HALL", isAuthority: true), new(Now, "stolen"));
        var json = JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Authority);
        AuthorityRecord[] broken =
        [
            record with { Name = "GATE" },
            record with { Certificate = AuthorityOf(key, "HALL", isAuthority: false) },
            record with { Certificate = new byte[] { 0x30, 0 } },
            record with { Revoked = new(Now, "") },
        ];

        DataClass.Authorities.NewRules(audience: null).Check(AuthorityRows.KeyOf(record), json);
        Assert.Throws<RecordException>(() => DataClass.Authorities.NewRules(audience: null).Check(new byte[16], json));
        Assert.All(broken, one => Assert.Throws<RecordException>(() => AuthorityRows.Of([one])));
        Assert.Throws<RecordException>(() => AuthorityRows.Of([record, record]));
    }

    [Fact]
    public void A_terminal_enrolled_anew_keeps_the_row_of_its_revoked_keys()
    {
        using var anew = new TestTerminal("HN-01");

        var rows = TerminalRows.Of([other.Record, anew.Record, terminal.RevokedAt(Now)]);

        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.True(DataClass.Terminals.IsKey(row.Key.Span)));
        Assert.Equal(2, rows.Count(row => row.Key.Span.StartsWith(TerminalRows.PrefixOf("HN-01"))));
    }

    [Fact]
    public void A_terminal_is_not_enrolled_with_two_keys()
    {
        using var second = new TestTerminal("HN-01");

        Assert.Contains("two keys", Assert.Throws<RecordException>(() => TerminalRows.Of([terminal.Record, second.Record])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_breaks_a_rule_or_lies_under_another_key_is_refused()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(terminal.Record, RecordJson.Terminal);
        var withoutDoor = JsonSerializer.SerializeToUtf8Bytes(terminal.Record with { Door = "" }, RecordJson.Terminal);

        DataClass.Terminals.NewRules(audience: null).Check(TerminalRows.KeyOf(terminal.Record), json);
        Assert.Throws<RecordException>(() => DataClass.Terminals.NewRules(audience: null).Check(TerminalRows.KeyOf(other.Record), json));
        Assert.Throws<RecordException>(() => DataClass.Terminals.NewRules(audience: null).Check(TerminalRows.KeyOf(terminal.Record), withoutDoor));
        Assert.Throws<RecordException>(() => DataClass.Terminals.NewRules(audience: null).Check(TerminalRows.KeyOf(terminal.Record), "null"u8));
    }

    [Fact]
    public void One_enrolment_has_one_row() => Assert.Throws<RecordException>(() => TerminalRows.Of([terminal.Record, terminal.RevokedAt(Now)]));

    [Fact]
    public void Neither_a_short_key_nor_that_of_another_class_is_a_terminals_key()
    {
        byte[] key = [.. TerminalRows.PrefixOf("HN-01"), .. new byte[8]];

        Assert.True(DataClass.Terminals.IsKey(key));
        Assert.False(DataClass.Terminals.IsKey(key.AsSpan(..^1)));
        Assert.False(DataClass.Terminals.IsKey("HN-01"u8));
        Assert.False(DataClass.Terminals.IsKey([.. TerminalRows.PrefixOf("hn-01"), .. new byte[8]]));
    }

    [Fact]
    public void A_new_terminal_is_one_change_of_the_set()
    {
        var before = TerminalRows.Of([terminal.Record]);
        var row = TerminalRows.Of([other.Record])[0];

        var update = SetUpdate.Apply(ShapeOf(DataClass.Terminals), [new(row.Key, row.Value)], (range, show) => Show(before, range, show));

        Assert.Equal(1, update.Growth);
        Assert.Equal(
            DigestOf(TerminalRows.Of([terminal.Record, other.Record]), DataClass.Terminals).Encoded.ToArray(),
            Patched(DigestOf(before, DataClass.Terminals), new(), update.Changed));
    }

    private static byte[] AuthorityOf(ECDsa key, string name, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(Now, Now.AddDays(1));
        return certificate.RawData;
    }
}
