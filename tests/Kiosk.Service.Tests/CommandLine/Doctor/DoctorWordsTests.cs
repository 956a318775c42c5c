using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Sync;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

/// <summary>Whatever doctor and status say in Vietnamese has no English in it: what a part of the machine says stands on a line of its own.</summary>
public sealed partial class DoctorWordsTests : IDisposable
{
    private const string English = "The disk fails; see what it is and run this with another one.";

    private readonly TestFolder folder = new();

    public static TheoryData<int> Errnos => [1, 2, 5, 6, 13, 16, 19, 20, 21, 23, 24, 28, 30, 122];

    private static IEnumerable<DeviceException> Devices =>
    [
        new DeviceMissingException("/dev/i2c-1", English), new DeviceAccessException("/dev/i2c-1", English), new DeviceBusyException("/dev/i2c-1", English),
        new DeviceUnsupportedException("/dev/i2c-1", English), new DeviceFaultException("/dev/i2c-1", English),
    ];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cache_that_cannot_be_used() => Assert.All(
        Enum.GetValues<CacheFault>().Select(fault => new CacheException(fault, new("Dữ liệu xác thực thẻ bị hỏng.", English)) { Path = "/a/b" }),
        exception => AssertPure(exception.Sentence, CacheSentences.RemedyFor(exception)));

    [Fact]
    public void A_cache_on_a_disk_that_fails_is_not_called_forged()
    {
        var cause = CacheException.Unreadable("/a/b", new IOException(English, 5)).Sentence;

        Assert.StartsWith("Không đọc được /a/b: ổ đĩa không đọc hoặc ghi được ở đó; có thể ổ đĩa sắp hỏng", cause.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_that_cannot_be_used() => Assert.All(Devices, exception => AssertPure(DeviceCheckUp.WhatOf(exception), DeviceCheckUp.RemedyFor(exception)));

    [Fact]
    public void The_daemon_and_the_reader() => Assert.All(
        new PcscProbe[] { new PcscProbe.LibraryMissing(), new PcscProbe.DaemonMissing(English), new PcscProbe.DaemonNotRunning(English), new PcscProbe.AccessDenied(English), new PcscProbe.NoAnswer(TimeSpan.FromSeconds(3)), new PcscProbe.NoReader() },
        probe => Assert.All(ReaderCheckUp.Of(probe), AssertPure));

    [Fact]
    public void A_PN532_and_what_is_in_its_way() => Assert.All(
        new Pn532Probe[]
        {
            new Pn532Probe.Answers("/dev/ttyAMA0", new Version(1, 6)), new Pn532Probe.DeviceMissing("/dev/ttyAMA0", English), new Pn532Probe.AccessDenied("/dev/ttyAMA0", English),
            new Pn532Probe.Busy("/dev/ttyAMA0", English), new Pn532Probe.WrongDevice("/dev/ttyAMA0", English), new Pn532Probe.WrongChip("/dev/ttyAMA0", English),
            new Pn532Probe.NoAnswer("/dev/ttyAMA0", English),
        },
        probe => Assert.All(Pn532CheckUp.Of(probe), AssertPure));

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, "ss -ltnp")]
    [InlineData(SocketError.AddressNotAvailable, "ip link set lo up")]
    [InlineData(SocketError.AccessDenied, "1024")]
    public void Pages_that_are_not_served_each_with_its_own_remedy(SocketError error, string remedy)
    {
        var finding = PagesCheckUp.Closed(DoorProblem.Of(new IPEndPoint(IPAddress.Loopback, 80), new SocketException((int)error))!);

        AssertPure(finding);
        Assert.All([finding.Remedy!.Vietnamese, finding.Remedy.English], words => Assert.Contains(remedy, words, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_are_refused_with_the_key_and_the_file()
    {
        var finding = SettingsCheckUp.Refused(new(
            "/etc/kiosk/kiosk.json dòng 3: Kiosk:Http:Port là \"x\", phải là một số từ 0 đến 65535.",
            "/etc/kiosk/kiosk.json line 3: Kiosk:Http:Port is \"x\" and must be a number from 0 to 65535."));

        AssertPure(finding);
        Assert.Contains("(/etc/kiosk/kiosk.json, Kiosk:Http:Port)", finding.What.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_a_terminal_that_never_ran() => Assert.All(FindingsIn(new KioskFolders(folder["data"])), AssertPure);

    [Fact]
    public void Files_of_which_none_is_what_it_should_be()
    {
        var folders = new KioskFolders(folder["data"]);
        Array.ForEach([folders.Cache, folders.Journal, folders.Sync], path => Directory.CreateDirectory(path));
        File.WriteAllText(Path.Combine(folders.Cache, "CURRENT"), English);
        File.WriteAllText(Path.Combine(folders.Journal, "00000000000000000001.seg"), English);
        new FeedStanding(TestPki.Now, null, TestPki.Yesterday, IsWell: false, English, SyncPolicy.Default).Write(Path.Combine(folders.Sync, SyncSite.StandingName), new DurableFiles());

        Assert.All(FindingsIn(folders), AssertPure);
    }

    [Fact]
    public void A_file_in_the_place_of_the_data_folder()
    {
        var folders = new KioskFolders(folder["data"]);
        File.WriteAllText(folders.Data, "no folder");

        Assert.All(FindingsIn(folders), AssertPure);
    }

    [Theory]
    [MemberData(nameof(Errnos))]
    public void Faults_that_the_system_names(int errno) => AssertPure(SystemSentences.Of(errno)!);

    [Fact]
    public void Every_fault_that_status_can_name() => Assert.All(
        Enum.GetValues<ReasonCode>().Select(code => TerminalFault.Of(new OutOfService(code, ReasonTable.Find(code)?.Meaning ?? new("Máy tạm ngừng phục vụ.", English)))).Append(TerminalFault.HangingTap),
        fault => AssertPure(new Phrase(fault.Vietnamese, fault.English)));

    [Theory]
    [InlineData("Không đọc được: the disk is full.")]
    [InlineData("Không đọc được: Permission denied")]
    public void The_check_can_fail(string words) => Assert.Matches(EnglishWords(), words);

    private static IEnumerable<Finding> FindingsIn(KioskFolders folders)
    {
        var files = new FilesCheckUp(folders, hasFeed: true, "HN-01", KeyStoreSettings.InFile, new ManualTimeProvider(TestPki.Now));
        return [files.Cache(), files.Feed(), files.Journal()];
    }

    private static void AssertPure(Finding finding) => AssertPure([finding.What, .. finding.Remedy is { } remedy ? new[] { remedy } : []]);

    private static void AssertPure(params Phrase[] sentences) => Assert.All(sentences, sentence =>
    {
        Assert.DoesNotMatch(EnglishWords(), sentence.Vietnamese);
        Assert.Matches("[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", sentence.Vietnamese);
        Assert.DoesNotMatch("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]", sentence.English);
    });

    /// <summary>Words that no English sentence does without and no Vietnamese one has, and what systems say of files.</summary>
    [GeneratedRegex(
        "(?<![-/:])\\b(the|is|are|was|were|and|or|of|this|that|which|cannot|be|been|with|by|it|not|has|have|from|for|denied|failed|found|such|directory|device|file|disk|error|invalid|exception)\\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 30_000)]
    private static partial Regex EnglishWords();
}
