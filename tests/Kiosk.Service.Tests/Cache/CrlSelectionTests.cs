using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Cache;

public sealed class CrlSelectionTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly IssuedCard revoked = TestPki.Issue(serial: 7).RevokedAt(TestPki.Yesterday);
    private readonly CacheStore store;
    private readonly TestCacheSource source;

    public CrlSelectionTests()
    {
        store = new(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        source = TestCacheSource.Create(folder["source"], revoked);
        source.WriteCrls(42, revoked);
        Assert.Empty(source.Build(store).Refused);
    }

    private const string IssuingList = "crls/issuing-1.crl";

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_older_list_than_the_stored_one_is_refused()
    {
        source.WriteCrls(41);

        var refusals = source.Build(store).Refused;

        Assert.Equal(3, refusals.Count);
        Assert.Contains(refusals, refusal => refusal.Contains(IssuingList, StringComparison.Ordinal) && refusal.Contains("CRL number 41 is older than CRL number 42", StringComparison.Ordinal));
        AssertRevoked();
    }

    /// <summary>RFC 5280, 5.2.3: one of the two is wrong, and nobody here can tell which.</summary>
    [Theory]
    [InlineData(43, -24)]
    [InlineData(43, -0.01)]
    [InlineData(41, 1)]
    public void A_list_whose_number_and_date_disagree_with_the_stored_one_is_refused_and_that_stays(int number, double hours)
    {
        var thisUpdate = TestPki.Yesterday.AddHours(hours);
        source.Feed.National[IssuingList] = TestPki.Issuing.IssueCrl(thisUpdate, thisUpdate.AddDays(7), number, []);

        var refusal = Assert.Single(source.Build(store).Refused);

        Assert.Contains($"{IssuingList} is refused: it is CRL number {number} of ", refusal, StringComparison.Ordinal);
        Assert.Contains("a later list has a greater number (RFC 5280, 5.2.3), so one of the two is wrong.", refusal, StringComparison.Ordinal);
        AssertRevoked();
    }

    [Fact]
    public void Two_lists_of_one_second_are_told_apart_by_their_numbers()
    {
        source.Feed.National[IssuingList] = List(TestPki.Issuing, 43);

        Assert.Empty(source.Build(store).Refused);
        Assert.IsType<Verdict.Trusted>(Judge(revoked));
    }

    [Fact]
    public void Another_list_with_the_number_of_the_stored_one_is_refused()
    {
        source.Feed.National[IssuingList] = List(TestPki.Issuing, 42);

        Assert.Contains("with other content", Assert.Single(source.Build(store).Refused), StringComparison.Ordinal);
        AssertRevoked();
    }

    [Fact]
    public void The_same_list_again_is_no_refusal() => Assert.Empty(source.Build(store).Refused);

    [Fact]
    public void A_list_that_is_taken_out_of_the_folder_stays_in_force()
    {
        source.Feed.National.Remove(IssuingList);

        Assert.Empty(source.Build(store).Refused);
        AssertRevoked();
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut short")]
    [InlineData("one bit flipped")]
    [InlineData("rubbish")]
    [InlineData("signed by another")]
    [InlineData("too long")]
    public void A_bad_list_is_refused_and_the_last_good_one_kept(string damage)
    {
        var newer = List(TestPki.Issuing, 43);
        source.Feed.National[IssuingList] = damage switch
        {
            "empty" => [],
            "cut short" => newer[..^1],
            "one bit flipped" => [.. newer[..60], (byte)(newer[60] ^ 1), .. newer[61..]],
            "rubbish" => [.. Enumerable.Repeat((byte)0x30, 500)],
            "signed by another" => List(TestPki.ForeignIssuing, 43),
            "too long" => new byte[CrlParser.MaxLength + 1],
            _ => [],
        };

        Assert.Contains(IssuingList, Assert.Single(source.Build(store).Refused), StringComparison.Ordinal);
        AssertRevoked();
    }

    [Fact]
    public void A_list_that_changes_between_the_check_and_the_writing_changes_nothing()
    {
        var authorities = new[] { Certificate.Parse(TestPki.Issuing.Certificate) };
        var changing = folder["changing.crl"];
        File.WriteAllBytes(changing, List(TestPki.Issuing, 43));
        var chosen = Assert.Single(CrlSelection.Choose([new NamedFile(changing, changing)], previous: null, authorities, CardProfile.Default, TestPki.Now, CancellationToken.None).Chosen);
        File.WriteAllBytes(changing, List(TestPki.Issuing, 44, TestPki.Issue(serial: 9).RevokedAt(TestPki.Yesterday)));
        using var writer = store.Create();
        var layout = new GenerationLayout(writer.Number, previous: null, previousFile: null);
        layout.Own(GenerationTables.Trust);
        writer.Start(layout);

        var refused = Assert.Throws<CacheSourceException>(() => chosen.Write(writer, 0, new ulong[1], new uint[1]));

        Assert.Equal($"{changing} changed while it was read.", refused.Message);
    }

    [Fact]
    public void A_list_in_PEM_counts_like_one_in_DER()
    {
        source.Feed.National[IssuingList] = System.Text.Encoding.ASCII.GetBytes(System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", List(TestPki.Issuing, 43)) + "\n");

        Assert.Empty(source.Build(store).Refused);
        Assert.IsType<Verdict.Trusted>(Judge(revoked));
    }

    [Fact]
    public void A_newer_list_replaces_the_stored_one_without_a_word()
    {
        source.WriteCrls(43);

        Assert.Empty(source.Build(store).Refused);
        Assert.IsType<Verdict.Trusted>(Judge(revoked));
    }

    [Fact]
    public void Of_two_lists_of_one_issuer_the_newer_counts_whatever_they_are_called()
    {
        source.Feed.PutCrl("a", List(TestPki.Issuing, 44));
        source.Feed.PutCrl("z", List(TestPki.Issuing, 43));
        var older = TestPki.Issue(serial: 8).RevokedAt(TestPki.Yesterday);
        source.Feed.PutCrl("y", List(TestPki.Issuing, 45, revoked, older));

        source.Build(store);

        AssertRevoked();
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Judge(older));
    }

    [Fact]
    public void The_list_of_an_authority_that_is_no_longer_known_is_dropped_and_reported()
    {
        source.Feed.National.Remove("issuers/issuing-2.crt");
        source.Feed.National.Remove("crls/issuing-2.crl");

        var report = source.Build(store);

        Assert.Contains("the stored CRL", Assert.Single(report.Refused), StringComparison.Ordinal);
        using var generation = store.Open().Generation;
        Assert.Equal(2, generation.Counts.Crls);
    }

    /// <summary>Row 21 of the hostile table.</summary>
    [Fact]
    public void Of_two_authorities_with_one_name_each_lists_its_own_cards()
    {
        var twin = TestPki.Root.CreateSubordinate("CN=Test Issuing CA 1, O=Test Authority", TestPki.Begin, TestPki.End);
        var here = TestPki.Issue(serial: 70);
        var there = TestPki.Issue(serial: 70).IssuedBy(twin);
        source.Feed.PutIssuer("twin", twin.Certificate);
        source.Feed.PutCrl("issuing-1", List(TestPki.Issuing, 43));
        source.Feed.PutCrl("twin", List(twin, 5, there.RevokedAt(TestPki.Yesterday)));

        Assert.Empty(source.Build(store).Refused);

        Assert.IsType<Verdict.Trusted>(Judge(here));
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Judge(there));
    }

    /// <summary>Case 17-crl-clock: the authority's clock is ahead of the terminal's.</summary>
    [Fact]
    public void A_list_dated_ahead_is_kept_beside_the_good_one_that_counts_until_then()
    {
        source.Feed.National[IssuingList] = Ahead(43);

        Assert.Empty(source.Build(store).Refused);

        AssertRevoked();
        using var generation = store.Open().Generation;
        Assert.Equal("43", Assert.Single(generation.Trust.Revocation.DatedAheadAt(TestPki.Now)).CrlNumber);
        Assert.Equal(TestPki.Yesterday, generation.NewestData);
    }

    [Fact]
    public void A_list_dated_ahead_does_not_keep_a_newer_good_one_from_counting()
    {
        source.Feed.National[IssuingList] = Ahead(50);
        source.Build(store);
        var other = TestPki.Issue(serial: 8).RevokedAt(TestPki.Yesterday);
        source.Feed.National[IssuingList] = List(TestPki.Issuing, 43, revoked, other);

        Assert.Empty(source.Build(store).Refused);

        AssertRevoked();
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Judge(other));
    }

    [Fact]
    public void A_list_dated_ahead_replaces_the_good_one_once_its_time_has_come()
    {
        source.Feed.National[IssuingList] = Ahead(43);
        source.Build(store);

        Assert.Empty(source.Build(store, TestPki.Now.AddHours(2)).Refused);

        using var generation = store.Open().Generation;
        Assert.Equal(3, generation.Counts.Crls);
        Assert.Empty(generation.Trust.Revocation.DatedAheadAt(TestPki.Now.AddHours(2)));
    }

    [Fact]
    public void A_terminal_whose_clock_is_years_behind_keeps_the_list_that_counts_first()
    {
        source.Feed.National[IssuingList] = Ahead(43);

        source.Build(store, TestPki.Now.AddYears(-9));

        AssertRevoked();
    }

    [Fact]
    public void A_list_without_a_number_cannot_bring_back_what_an_older_one_said()
    {
        var fields = new CrlFields { Issuer = Certificate.Parse(TestPki.Issuing.Certificate).Subject.ToArray(), Extensions = [CertificateForge.Extension("1.3.6.1.4.1.55555.3", critical: false, [0x05, 0x00])] };
        source.Feed.National[IssuingList] = fields.Sign(TestPki.Issuing.Key);

        Assert.Contains("has no cRLNumber", Assert.Single(source.Build(store).Refused), StringComparison.Ordinal);
        AssertRevoked();
    }

    private static byte[] Ahead(int number) => TestPki.Issuing.IssueCrl(TestPki.Now.AddHours(2), TestPki.Now.AddDays(7), number, []);

    private static byte[] List(CertificateAuthority authority, int number, params IssuedCard[] cards) =>
        authority.IssueCrl(TestPki.Yesterday, TestPki.Yesterday.AddDays(7), number, cards.Select(card => card.Revocation!));

    private void AssertRevoked() => Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Judge(revoked));

    private Verdict Judge(IssuedCard card)
    {
        using var generation = store.Open().Generation;
        return EvidenceVerifier.Verify(card.Evidence(), generation.Trust, new ReplayCache(), new ClockReading(TestPki.Now, ClockTrust.Attested));
    }
}
