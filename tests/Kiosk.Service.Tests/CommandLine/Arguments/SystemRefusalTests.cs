using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

/// <summary>Uses the framework's real exceptions, so that a release with different messages fails here.</summary>
public sealed class SystemRefusalTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_not_there_is_told_by_its_path_and_by_how_far_that_leads()
    {
        var (file, deeper) = (folder["file"], folder["no/file"]);

        Assert.Equal($"{file}: there is no such file or folder; check how it is written.", SentenceOf(() => File.ReadAllBytes(file)));
        Assert.Equal($"{deeper}: there is no such file or folder, nor the folder {folder["no"]}; check how it is written.", SentenceOf(() => File.ReadAllBytes(deeper)));
        Assert.Equal($"{deeper}: there is no such file or folder, nor the folder {folder["no"]}; check how it is written.", SentenceOf(() => SystemCall.CreateFolder(deeper)));
    }

    [Fact]
    public void What_may_not_be_touched_is_told_by_the_user()
    {
        Assert.EndsWith("has no permission for it; give that user the permission, or run this as one who has it.", SentenceOf(() => File.ReadAllBytes(folder.Path)), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.Path}: the user ", SentenceOf(() => File.ReadAllBytes(folder.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_is_told()
    {
        File.WriteAllText(folder["file"], "");

        Assert.Equal($"{folder["file"]}: exists already; name another, or take it away first.", SentenceOf(() => PlainFile.CreateNew(folder["file"]).Dispose()));
        Assert.Equal($"{folder["file"]}: exists already; name another, or take it away first.", SentenceOf(() => new FileStream(folder["file"], FileMode.CreateNew).Dispose()));
    }

    [Fact]
    public void A_sentence_of_ours_stays_as_it_is() => Assert.Equal("The stick is full.", SystemRefusal.SentenceOf(new IOException("The stick is full.")).English);

    [Fact]
    public void Looking_at_a_place_leaves_nothing_there()
    {
        GivenPath.FolderToWrite(folder["data/deeper"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Throws<InputException>(() => GivenPath.FolderToWrite("/proc/kiosk"));
    }

    private static string SentenceOf(Action refused) => SystemRefusal.SentenceOf(Record.Exception(refused)!).English;
}
