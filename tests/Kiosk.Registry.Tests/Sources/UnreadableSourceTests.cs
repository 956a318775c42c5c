using System.Runtime.Versioning;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Testing.Durability;

namespace Kiosk.Registry.Tests.Sources;

[SupportedOSPlatform("linux")]
public sealed class UnreadableSourceTests : IDisposable
{
    private const UnixFileMode OpenToAll = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Listable = (UnixFileMode)0b100_100_100;
    private const string Denied = "this user may not read it: chmod or chown it.";

    private readonly TestFiles files = new();
    private readonly List<string> closed = [];

    public UnreadableSourceTests()
    {
        File.SetUnixFileMode(files.Folder, OpenToAll);
        files.WriteSource(DeskPki.Issue(1));
        files.Write("source/anchors/wrong name.crt", "");
        files.Write("source/provinces/HN/members.csv", "");
    }

    public void Dispose()
    {
        closed.ForEach(path => File.SetUnixFileMode(path, OpenToAll));
        files.Dispose();
    }

    [Theory]
    [InlineData("profile.json", UnixFileMode.None)]
    [InlineData("registry.crt", UnixFileMode.None)]
    [InlineData("crls", UnixFileMode.None)]
    [InlineData("crls", Listable)]
    [InlineData("crls/root.crl", UnixFileMode.None)]
    [InlineData("provinces/01", UnixFileMode.None)]
    [InlineData("provinces/01", Listable)]
    [InlineData("provinces/01/members.csv", UnixFileMode.None)]
    [InlineData("provinces/01/meetings", UnixFileMode.None)]
    [InlineData("provinces/01/meetings/dai-hoi.json", UnixFileMode.None)]
    [InlineData("provinces/01/meetings/dai-hoi.roster.csv", UnixFileMode.None)]
    public void What_this_user_may_not_read_is_one_error_among_all_the_others(string name, UnixFileMode mode)
    {
        Close(name, mode);

        var said = Errors();

        Assert.Contains($"{name}: {Denied}", said);
        Assert.Contains(said, error => error.StartsWith("anchors/wrong name.crt: a name has 1 to ", StringComparison.Ordinal));
        Assert.Contains(said, error => error.StartsWith("provinces/HN: this is not the folder of a province", StringComparison.Ordinal));
        Assert.DoesNotContain(said, error => error.EndsWith("the file is missing; for a province without members write its first line alone.", StringComparison.Ordinal) && !error.Contains("/HN/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_folder_of_provinces_is_said_beside_what_is_wrong_elsewhere()
    {
        Close("provinces", UnixFileMode.None);
        Close("anchors", UnixFileMode.None);

        Assert.Equal([$"anchors: {Denied}", "anchors: there is no trust anchor, so no terminal could judge any card: put the root CA's certificate there.", $"provinces: {Denied}"], Errors());
    }

    [Theory]
    [InlineData("source", UnixFileMode.None)]
    [InlineData("source", Listable)]
    [InlineData("", UnixFileMode.None)]
    public void A_closed_source_folder_is_all_that_is_said(string name, UnixFileMode mode)
    {
        Close(Path.Combine("..", name), mode);

        Assert.Equal([$"This user may not read {files.At("source")}: chmod or chown it."], Errors());
    }

    private void Close(string name, UnixFileMode mode)
    {
        var path = Path.Combine(files.At("source"), name);
        File.SetUnixFileMode(path, mode);
        closed.Insert(0, path);
    }

    private List<string> Errors()
    {
        var problems = new SourceProblems(files.At("source"));
        using var another = new AnotherUser();
        new SourceFolder(problems, new(TimeProvider.System.GetUtcNow(), new Dictionary<string, byte[]>()), SourceKeys.ForLooking, progress: null).Read(CancellationToken.None);
        return [.. problems.ToList().Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString())];
    }
}
