using Kiosk.Source.Folders;
using Kiosk.Source.Problems;
using Kiosk.Testing.Processes;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Only regular files of bounded size below the source folder are read, and nothing is waited for.</summary>
public sealed class SourceFileTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_device_behind_a_link_is_refused()
    {
        File.CreateSymbolicLink(files.At("zero.der"), "/dev/zero");

        Refused("zero.der", "this is a device, pipe or socket: only regular files are read.");
    }

    [Fact]
    public async Task A_named_pipe_that_nobody_writes_to_is_refused_at_once()
    {
        (await ChildProcess.RunAsync("mkfifo", files.At("pipe.der"))).With(0);

        Refused("pipe.der", "this is a device, pipe or socket: only regular files are read.");
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused_and_one_inside_is_followed()
    {
        using var elsewhere = new TestFiles();
        File.CreateSymbolicLink(files.At("out.der"), elsewhere.Write("secret.der", "x"));
        files.Write("cards/1.der", "inside");
        File.CreateSymbolicLink(files.At("in.der"), "cards/1.der");

        Refused("out.der", "the link leads out of the source folder: put a copy of the file in its place.");
        Assert.Equal("inside"u8.ToArray(), SourceFile.Read(files.At("in.der"), files.Folder, 100));
    }

    [Fact]
    public void A_path_that_climbs_out_of_the_folder_is_refused()
    {
        using var elsewhere = new TestFiles();

        Refused(Path.GetRelativePath(files.Folder, elsewhere.Write("secret.der", "x")), "the link leads out of the source folder");
    }

    [Fact]
    public void A_folder_linked_from_elsewhere_is_refused_with_what_is_in_it()
    {
        using var elsewhere = new TestFiles();
        elsewhere.Write("1.der", "x");
        Directory.CreateSymbolicLink(files.At("cards"), elsewhere.Folder);

        Refused("cards/1.der", "the link leads out of the source folder");
    }

    [Fact]
    public void A_folder_a_missing_file_and_a_loop_of_links_are_said_to_be_that()
    {
        Directory.CreateDirectory(files.At("folder.der"));
        File.CreateSymbolicLink(files.At("loop.der"), "loop.der");

        Refused("folder.der", "this is a folder where a file is expected.");
        Refused("missing.der", "the file is missing.");
        Refused("loop.der", "the link leads to itself.");
    }

    [Fact]
    public void A_file_of_a_terabyte_is_refused_by_its_size_and_not_read()
    {
        using (var huge = new FileStream(files.At("huge.der"), FileMode.CreateNew))
        {
            huge.SetLength(1L << 40);
        }

        Refused("huge.der", "it has 1099511627776 bytes; such a file has 100 at most.");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/environ")]
    [InlineData("../../../../../../../../etc/passwd")]
    public void A_certificate_that_a_member_names_elsewhere_is_refused_by_its_line(string path)
    {
        files.Write("source/members.csv", TestFiles.MembersHeader + $"{path},Hoa,1,Chi bộ,official,2010-05-19,,\n");
        var problems = new SourceProblems(files.At("source"));

        TestMembers.Read(files.At("source/members.csv"), problems);

        Assert.StartsWith($"members.csv line 2: the certificate \"{path}\" cannot be used: ", Assert.Single(problems.ToList()).ToString(), StringComparison.Ordinal);
    }

    private void Refused(string name, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<RegistryException>(() => SourceFile.Read(files.At(name), files.Folder, 100)).What.English, StringComparison.Ordinal);
}
