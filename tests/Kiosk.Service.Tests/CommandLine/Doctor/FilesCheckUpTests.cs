using System.Runtime.Versioning;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

[SupportedOSPlatform("linux")]
public sealed class FilesCheckUpTests : IDisposable
{
    private static readonly DateTimeOffset Now = TestPki.Now;

    private readonly TestFolder folder = new();
    private readonly KioskFolders folders;

    public FilesCheckUpTests() => folders = new(folder["data"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0.001, "vừa xong", "just now")]
    [InlineData(3, "3 giờ trước", "3 hours ago")]
    [InlineData(677.8, "28 ngày trước", "28 days ago")]
    public void The_age_of_the_last_sync_is_told_as_people_tell_it(double hours, string vietnamese, string english)
    {
        var finding = FeedAfter(new(Now, Now.AddHours(-hours), Now.AddDays(7), IsWell: true, "Nothing changed.", SyncPolicy.Default));

        Assert.Equal($"Lần đồng bộ đầy đủ gần nhất: {vietnamese}; chữ ký có hiệu lực đến {Now.AddDays(7):yyyy-MM-dd HH:mm'Z'}.", finding.What.Vietnamese);
        Assert.Equal($"Last complete sync: {english}; signed until {Now.AddDays(7):yyyy-MM-dd HH:mm'Z'}.", finding.What.English);
    }

    [Fact]
    public void What_is_not_known_yet_leaves_no_hole_in_a_sentence_and_no_English_in_the_Vietnamese_one()
    {
        var finding = FeedAfter(new(Now, LastSuccess: null, Expires: null, IsWell: false, "The feed cannot be reached.", SyncPolicy.Default));

        Assert.Equal("Chưa lần nào đồng bộ đầy đủ; lần đồng bộ gần nhất không thành công.", finding.What.Vietnamese);
        Assert.Equal("No sync was complete yet; the last sync failed.", finding.What.English);
        Assert.Equal("The feed cannot be reached.", finding.Detail);
    }

    [Fact]
    public void Why_the_last_sync_failed_is_told_in_both_languages_and_its_details_apart()
    {
        var finding = FeedAfter(new(Now, LastSuccess: null, Expires: null, IsWell: false, "timestamp.json is not signed by the keys that are trusted here.", SyncPolicy.Default, FeedFault.Foreign));

        Assert.Equal("Chưa lần nào đồng bộ đầy đủ; lần đồng bộ gần nhất không thành công: dữ liệu không phải do cơ quan quản lý máy này ký.", finding.What.Vietnamese);
        Assert.Equal("No sync was complete yet; the last sync failed: the data is not signed by this terminal's own desk.", finding.What.English);
        Assert.Equal("timestamp.json is not signed by the keys that are trusted here.", finding.Detail);
    }

    [Theory]
    [InlineData(true, "Run: kiosk sync now")]
    [InlineData(false, "Bring a stick with newer data: kiosk sync import PATH")]
    public void A_terminal_with_a_feed_is_brought_up_to_date_by_it(bool hasFeed, string remedy)
    {
        var missing = Look(hasFeed).Feed();

        Assert.Equal((DoctorHealth.Doubtful, remedy), (missing.Health, missing.Remedy!.English));
    }

    [Fact]
    public async Task A_journal_of_another_terminal_is_found_before_run_refuses_it()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        await hall.OpenAsync();

        var finding = new FilesCheckUp(hall.Folders, hasFeed: false, "HN-99", KeyStoreSettings.InFile, new ManualTimeProvider(Now)).Journal();

        Assert.Equal((DoctorHealth.Bad, $"The journal in {hall.Folders.Journal} belongs to terminal {RunningTerminal.Id}, not HN-99."), (finding.Health, finding.What.English));
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_named_with_what_to_do()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        await hall.OpenAsync();
        await hall.CloseAsync();
        File.SetUnixFileMode(hall.Folders.DeviceKeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var finding = new FilesCheckUp(hall.Folders, hasFeed: false, RunningTerminal.Id, KeyStoreSettings.InFile, new ManualTimeProvider(Now)).Journal();

        Assert.Equal(DoctorHealth.Bad, finding.Health);
        Assert.StartsWith($"{hall.Folders.DeviceKeyFile} is open to other users", finding.What.English, StringComparison.Ordinal);
        Assert.Contains("chmod 600", finding.What.Vietnamese, StringComparison.Ordinal);
    }

    private FilesCheckUp Look(bool hasFeed) => new(folders, hasFeed, terminalId: null, KeyStoreSettings.InFile, new ManualTimeProvider(Now));

    private Finding FeedAfter(FeedStanding standing)
    {
        Directory.CreateDirectory(folders.Sync);
        standing.Write(Path.Combine(folders.Sync, SyncSite.StandingName), new DurableFiles());
        return Look(hasFeed: true).Feed();
    }
}
