using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Cache;

public sealed class KioskCacheTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new();
    private readonly IssuedCard card = TestPki.Issue(serial: 7);
    private readonly IssuedCard other = TestPki.Issue(serial: 8);
    private readonly TestCacheSource source;
    private readonly CacheStore store;
    private readonly KioskCache cache;

    public KioskCacheTests()
    {
        source = TestCacheSource.Create(folder["source"], card, other);
        store = new(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        cache = new(store, time);
        source.Build(store);
        cache.Refresh();
    }

    public void Dispose()
    {
        cache.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Not_even_with_the_floor_put_back_beside_it_does_an_older_generation_judge_again()
    {
        File.Copy(folder["cache/CURRENT"], folder["CURRENT"]);
        File.Copy(folder["cache.floor"], folder["floor"]);
        source.Build(store);
        cache.Refresh();

        File.Copy(folder["CURRENT"], folder["cache/CURRENT"], overwrite: true);
        File.Copy(folder["floor"], folder["cache.floor"], overwrite: true);

        Assert.Equal(CacheFault.RolledBack, Assert.Throws<CacheException>(() => cache.Refresh()).Fault);
        Assert.False(cache.IsOpen);
    }

    [Theory]
    [InlineData("cache/CURRENT")]
    [InlineData("cache.key")]
    [InlineData("cache.floor")]
    public void A_pipe_in_the_place_of_a_file_holds_nobody_up(string name)
    {
        File.Delete(folder[name]);
        ChildProcess.Run("mkfifo", folder[name]).With(0);

        using var beside = new KioskCache(store, time);
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => beside.Refresh()).Fault);
    }

    [Fact]
    public void Before_anything_was_built_there_is_no_current_generation()
    {
        using var empty = new KioskCache(new CacheStore(folder["elsewhere"], new DurableFiles()), time);

        Assert.Equal(CacheFault.Missing, Assert.Throws<CacheException>(() => empty.Refresh()).Fault);
        Assert.Equal(CacheFault.Missing, Assert.Throws<CacheException>(() => empty.Current).Fault);
        Assert.False(empty.IsOpen);
    }

    [Fact]
    public void It_holds_what_the_source_folder_said()
    {
        var generation = cache.Current;

        Assert.Equal(1, generation.Number);
        Assert.Equal(TestPki.Yesterday, generation.NewestData);
        Assert.Equal(TestPki.Yesterday.AddMinutes(-10), generation.SurelyPast);
        Assert.Equal(CardProfile.Default.ToJson(), generation.Profile.ToJson());
        Assert.Equal(3, generation.Trust.AuthorityCount);
        Assert.Equal(TestCacheSource.RegistryCertificate.ToArray(), generation.RegistryCertificate.ToArray());
        Assert.Equal([TestCacheSource.Procedure], generation.Procedures);
        Assert.Equal(["dai-hoi-2026"], generation.MeetingIds);
        Assert.Equal(new CacheCounts { Anchors = 1, Issuers = 2, Crls = 3, Procedures = 1 }, generation.Counts);
        Assert.Equal([("audience", 1), ("meetings", 1), ("members", 2), ("rosters", 2)], generation.Header.Sets.Select(set => (set.Class, set.Rows)));
    }

    [Fact]
    public void A_meeting_reads_back_as_it_was_written()
    {
        var meeting = cache.Current.FindMeeting("dai-hoi-2026")!;

        Assert.Equal(TestCacheSource.Meeting.Key.ToArray(), meeting.Key.ToArray());
        Assert.Equal(TestCacheSource.Meeting.Sessions, meeting.Sessions);
        Assert.Equal(TestCacheSource.Meeting with { Key = meeting.Key, Sessions = meeting.Sessions }, meeting);
        Assert.Null(cache.Current.FindMeeting("dai-hoi-202"));
        Assert.Null(cache.Current.FindMeeting("dai-hoi-2026\0"));
    }

    [Fact]
    public void Who_is_invited_is_found_by_tag()
    {
        Assert.Equal(TestCacheSource.Invite(card), cache.Current.FindInvitation("dai-hoi-2026", TestCacheSource.TagOf(card)));
        Assert.Null(cache.Current.FindInvitation("dai-hoi-2026", TestCacheSource.TagOf(TestPki.Issue(serial: 9))));
        Assert.Null(cache.Current.FindInvitation("dai-hoi", TestCacheSource.TagOf(card)));
        Assert.Equal(
            new[] { card, other }.Select(TestCacheSource.Invite).OrderBy(entry => entry.Tag.ToString(), StringComparer.Ordinal),
            cache.Current.Roster("dai-hoi-2026").OrderBy(entry => entry.Tag.ToString(), StringComparer.Ordinal));
        Assert.Empty(cache.Current.Roster("dai-hoi"));
    }

    [Fact]
    public void A_members_record_opens_for_its_card_only()
    {
        Assert.Equal(TestCacheSource.MemberOf(card).Name, cache.Current.OpenMember(TestCacheSource.Verified(card))!.Name);
        Assert.Null(cache.Current.OpenMember(TestCacheSource.Verified(TestPki.Issue(serial: 9))));
        var stolen = TestCacheSource.Verified(card) with { SubjectPublicKeyInfo = TestCacheSource.Verified(other).SubjectPublicKeyInfo };
        Assert.Equal(CacheFault.Sealed, Assert.Throws<CacheException>(() => cache.Current.OpenMember(stolen)).Fault);
    }

    [Fact]
    public void No_name_lies_in_the_file()
    {
        var content = File.ReadAllBytes(Path.Combine(store.Folder, "generation-00000001.cache"));

        Assert.True(content.AsSpan().IndexOf("members-01"u8) > 0);
        Assert.Equal(-1, content.AsSpan().IndexOf("dai-hoi-2026"u8));
        Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("Đảng viên")));
    }

    /// <summary>Row 25 of the hostile table.</summary>
    [Fact]
    public void A_newer_list_that_revokes_the_card_is_seen_by_the_very_next_tap()
    {
        Assert.IsType<Verdict.Trusted>(Judge(cache.Current, card));
        source.WriteCrls(number: 2, card.RevokedAt(TestPki.Yesterday), other);
        source.Build(store);

        Assert.True(cache.Refresh());

        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationRevoked), Judge(cache.Current, card));
        Assert.IsType<Verdict.Trusted>(Judge(cache.Current, other));
    }

    /// <summary>Row 20 of the hostile table.</summary>
    [Fact]
    public void A_card_on_hold_is_admitted_again_by_a_newer_list_without_it()
    {
        source.WriteCrls(number: 2, card.RevokedAt(TestPki.Yesterday, CrlReason.CertificateHold));
        source.Build(store);
        cache.Refresh();
        Assert.Equal(new Verdict.Rejected(ReasonCode.RevocationOnHold), Judge(cache.Current, card));

        source.WriteCrls(number: 3);
        source.Build(store);
        cache.Refresh();
        Assert.IsType<Verdict.Trusted>(Judge(cache.Current, card));
    }

    [Fact]
    public void A_tap_in_flight_keeps_the_generation_it_began_with()
    {
        var began = cache.Current;
        source.WriteCrls(number: 2, card.RevokedAt(TestPki.Yesterday));
        source.Build(store);
        cache.Refresh();
        time.Advance(KioskCache.GracePeriod - TimeSpan.FromSeconds(1));

        Assert.IsType<Verdict.Trusted>(Judge(began, card));
        Assert.NotNull(began.OpenMember(TestCacheSource.Verified(card)));
        Assert.Equal(2, cache.Current.Number);
    }

    [Fact]
    public void A_replaced_generation_is_closed_after_its_grace_period()
    {
        var began = cache.Current;
        source.Build(store);
        cache.Refresh();
        time.Advance(KioskCache.GracePeriod);

        Assert.Equal(CacheFault.Closed, Assert.Throws<CacheException>(() => began.OpenMember(TestCacheSource.Verified(card))).Fault);
        Assert.NotNull(cache.Current.OpenMember(TestCacheSource.Verified(card)));
    }

    [Fact]
    public void Without_a_new_generation_a_refresh_changes_nothing()
    {
        var before = cache.Current;

        Assert.False(cache.Refresh());
        Assert.Same(before, cache.Current);
    }

    [Fact]
    public void A_damaged_new_generation_leaves_nothing_to_judge_by_until_the_next_is_whole()
    {
        source.Build(store);
        File.WriteAllBytes(Path.Combine(store.Folder, "generation-00000002.cache"), []);

        Assert.Contains("generation-00000002.cache", Assert.Throws<CacheException>(() => cache.Refresh()).Message, StringComparison.Ordinal);
        Assert.False(cache.IsOpen);
        Assert.Throws<CacheException>(() => cache.Current);

        source.Build(store);
        Assert.True(cache.Refresh());
        Assert.Equal(3, cache.Current.Number);
    }

    [Fact]
    public void When_CURRENT_goes_the_open_generation_serves_no_longer_but_a_tap_in_flight_keeps_it()
    {
        var began = cache.Current;
        File.Delete(Path.Combine(store.Folder, "CURRENT"));

        Assert.Throws<CacheException>(() => cache.Refresh());
        Assert.False(cache.IsOpen);
        Assert.IsType<Verdict.Trusted>(Judge(began, card));
    }

    private static Verdict Judge(CacheGeneration generation, IssuedCard card) =>
        EvidenceVerifier.Verify(card.Evidence(), generation.Trust, new ReplayCache(), new ClockReading(TestPki.Now, ClockTrust.Attested));
}
