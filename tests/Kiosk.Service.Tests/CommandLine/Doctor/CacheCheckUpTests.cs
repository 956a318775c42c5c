using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Verdict = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

public sealed class CacheCheckUpTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly CacheStore store;
    private readonly TestCacheSource source;

    public CacheCheckUpTests()
    {
        store = new(folder["cache"], new DurableFiles(), keyring: TestDevice.Keyring);
        source = TestCacheSource.Create(folder["source"], TestPki.Issue());
        source.Build(store);
    }

    private string Current => Path.Combine(store.Folder, "CURRENT");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cache_in_order_is_good() => Assert.Equal(Verdict.Good, Look().Health);

    [Fact]
    public void What_was_just_received_is_not_called_as_old_as_what_it_holds() =>
        Assert.StartsWith("Version 1, received just now; newest data issued 24 hours ago, oldest revocation list issued 24 hours ago.", Look().What.English, StringComparison.Ordinal);

    [Fact]
    public void Where_there_is_no_cache_the_feed_is_the_remedy()
    {
        var missing = new CacheCheckUp(folder["none"], KeyStoreSettings.InFile, keyring: null, new ManualTimeProvider(TestPki.Now)).Look();

        Assert.Equal("Run: kiosk sync now, or kiosk sync import PATH", missing.Remedy!.English);
    }

    [Fact]
    public void A_cache_that_was_put_back_is_bad_and_says_so_in_both_languages()
    {
        var old = File.ReadAllBytes(Current);
        source.Build(store);
        File.WriteAllBytes(Current, old);

        var finding = Look();

        Assert.Equal(Verdict.Bad, finding.Health);
        Assert.StartsWith($"{Current} names generation 1, but generation 2 was in force", finding.What.English, StringComparison.Ordinal);
        Assert.StartsWith($"{Current} nêu phiên bản 1, trong khi phiên bản 2 đã có hiệu lực", finding.What.Vietnamese, StringComparison.Ordinal);
        Assert.Contains("kiosk sync now", finding.Remedy!.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_may_not_be_read_is_said_as_that_and_its_remedy_is_its_owner()
    {
        File.SetUnixFileMode(Current, UnixFileMode.None);
        using var other = new AnotherUser();

        var finding = Look();

        Assert.Contains("permission denied", finding.What.English, StringComparison.Ordinal);
        Assert.StartsWith($"Không đọc được {Current}: không đủ quyền.", finding.What.Vietnamese, StringComparison.Ordinal);
        Assert.Contains("sudo chown", finding.Remedy!.English, StringComparison.Ordinal);
    }

    /// <summary>Case 17-crl-clock.</summary>
    [Fact]
    public void A_list_dated_ahead_is_doubtful_and_named()
    {
        source.Feed.PutCrl("issuing-1", TestPki.Issuing.IssueCrl(TestPki.Now.AddHours(1), TestPki.Now.AddDays(7), 2, []));
        source.Build(store);

        var finding = Look();

        Assert.Equal(Verdict.Doubtful, finding.Health);
        Assert.Contains("Revocation list 2 of Test Issuing CA 1 is dated 2026-11-22 09:00Z", finding.What.English, StringComparison.Ordinal);
        Assert.Contains("Danh sách thu hồi số 2 của Test Issuing CA 1", finding.What.Vietnamese, StringComparison.Ordinal);
    }

    private Finding Look() => new CacheCheckUp(store.Folder, KeyStoreSettings.InFile, TestDevice.Keyring, new ManualTimeProvider(TestPki.Now)).Look();
}
