using System.Runtime.Versioning;
using Kiosk.Testing.Durability;

namespace Kiosk.Journal.Tests;

/// <summary>A journal that this user may not read must not be reported as missing.</summary>
[SupportedOSPlatform("linux")]
public sealed class DeniedJournalTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public DeniedJournalTests()
    {
        Directory.CreateDirectory(folder["data/journal"]);
        File.WriteAllBytes(folder["data/journal/00000001.seg"], [1]);
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.GroupRead | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
    }

    public void Dispose()
    {
        File.SetUnixFileMode(folder["data"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Dispose();
    }

    [Fact]
    public void A_journal_below_an_inaccessible_folder_is_reported_as_denied()
    {
        File.SetUnixFileMode(folder["data"], UnixFileMode.None);
        using var another = new AnotherUser();
        var expected = $"The journal in {folder["data/journal"]} cannot be read: permission denied. ";

        Assert.StartsWith(expected, Assert.Throws<JournalException>(() => JournalVerifier.Verify(folder["data/journal"])).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<JournalException>(() => JournalReader.Open(folder["data/journal"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_segment_is_reported_as_denied()
    {
        File.SetUnixFileMode(folder["data/journal/00000001.seg"], UnixFileMode.None);
        File.SetUnixFileMode(folder["data"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder["data/journal"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        using var another = new AnotherUser();

        var refused = Assert.Throws<JournalException>(() => JournalVerifier.Verify(folder["data/journal"]));

        Assert.StartsWith($"The journal segment {folder["data/journal/00000001.seg"]} cannot be read: permission denied. ", refused.Message, StringComparison.Ordinal);
    }
}
