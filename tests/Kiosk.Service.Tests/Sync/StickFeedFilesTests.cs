using System.Text;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Sync;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Sync;

public sealed class StickFeedFilesTests : IDisposable
{
    private const string Content = "what the feed says";

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ByteBudget budget = new(new ManualTimeProvider(), () => 1);

    public StickFeedFilesTests()
    {
        Put("metadata/timestamp.json", Content);
        Put("targets/crls/00ff.root.crl", Content);
    }

    private StickFeedFiles Stick => new(folder["stick"], []);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Metadata_is_read_up_to_its_greatest_length_and_not_a_byte_more()
    {
        Assert.Equal(Content, await MetadataAsync(Stick, "timestamp.json", Content.Length));

        var outcome = await Stick.FetchMetadataAsync("timestamp.json", Content.Length - 1, CancellationToken.None);

        Assert.Equal("more than 17 bytes", Assert.IsType<FetchOutcome.TooLong>(outcome).Fault.Detail?.English);
    }

    [Fact]
    public async Task A_file_without_end_is_cut_off_at_its_signed_length()
    {
        using (var endless = new FileStream(folder["stick/targets/endless"], FileMode.Create))
        {
            endless.SetLength(50_000_000_000);
        }

        var (outcome, written) = await TargetAsync("endless", length: 300_000);

        Assert.IsType<FetchOutcome.TooLong>(outcome);
        Assert.True(written.Length <= 300_000, $"{written.Length} bytes were written.");
    }

    [Fact]
    public async Task A_target_is_copied_from_where_the_last_try_broke_off()
    {
        var (outcome, written) = await TargetAsync("crls/00ff.root.crl", Content.Length, beginning: Content[..5]);

        Assert.Null(outcome);
        Assert.Equal(Content, written);
    }

    [Fact]
    public async Task A_target_that_is_shorter_than_what_is_here_adds_nothing()
    {
        var (outcome, written) = await TargetAsync("crls/00ff.root.crl", 1000, beginning: Content + "!");

        Assert.Null(outcome);
        Assert.Equal(Content + "!", written);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../metadata/timestamp.json")]
    [InlineData("crls/../crls/00ff.root.crl")]
    [InlineData("crls//00ff.root.crl")]
    [InlineData("/etc/passwd")]
    [InlineData("..%2Fmetadata%2Ftimestamp.json")]
    [InlineData("%2E%2E/metadata/timestamp.json")]
    [InlineData("crls/00ff.root.crl%00.set")]
    public async Task A_name_that_leads_elsewhere_is_no_name(string location)
    {
        var (outcome, written) = await TargetAsync(location, 1000);

        Assert.Contains("no name of a file", Assert.IsType<FetchOutcome.NotFound>(outcome).Fault.Cause.English, StringComparison.Ordinal);
        Assert.Empty(written);
    }

    [Fact]
    public async Task A_quoted_name_is_unquoted_once()
    {
        Put("targets/crls/00ff.a b%2e.crl", Content);

        Assert.Equal((null, Content), await TargetAsync("crls/00ff.a%20b%252e.crl", 1000));
    }

    [Fact]
    public async Task Names_are_found_in_any_case_of_letters()
    {
        Directory.Move(folder["stick/metadata"], folder["stick/METADATA"]);
        Directory.Move(folder["stick/targets"], folder["stick/Targets"]);
        Directory.Move(folder["stick/Targets/crls"], folder["stick/Targets/CRLS"]);
        File.Move(folder["stick/Targets/CRLS/00ff.root.crl"], folder["stick/Targets/CRLS/00FF.ROOT.CRL"]);

        Assert.Equal(Content, await MetadataAsync(Stick, "timestamp.json", 1000));
        Assert.Equal((null, Content), await TargetAsync("crls/00ff.root.crl", 1000));
    }

    [Fact]
    public async Task A_folder_in_other_letters_that_is_a_link_is_not_followed()
    {
        Directory.Move(folder["stick/metadata"], folder["elsewhere"]);
        Directory.CreateSymbolicLink(folder["stick/METADATA"], folder["elsewhere"]);

        Assert.IsType<FetchOutcome.NotFound>(await Stick.FetchMetadataAsync("timestamp.json", 1000, CancellationToken.None));
    }

    [Fact]
    public async Task A_link_is_not_on_the_stick_wherever_it_leads()
    {
        File.CreateSymbolicLink(folder["stick/metadata/passwd"], "/etc/passwd");
        Directory.CreateSymbolicLink(folder["stick/targets/etc"], "/etc");

        Assert.IsType<FetchOutcome.NotFound>(await Stick.FetchMetadataAsync("passwd", 100_000, CancellationToken.None));
        Assert.IsType<FetchOutcome.NotFound>((await TargetAsync("etc/passwd", 100_000)).Outcome);
    }

    [Fact]
    public async Task A_stick_that_is_pulled_out_is_out_of_reach_and_no_proof_of_anything()
    {
        var stick = Stick;
        Assert.Equal(Content, await MetadataAsync(stick, "timestamp.json", 1000));
        Directory.Delete(folder["stick"], recursive: true);

        Assert.IsType<FetchOutcome.Unreachable>(await stick.FetchMetadataAsync("timestamp.json", 1000, CancellationToken.None));
    }

    [Fact]
    public async Task What_a_stick_brings_is_counted_and_spends_nothing()
    {
        await TargetAsync("crls/00ff.root.crl", 1000);
        await TargetAsync("crls/00ff.root.crl", 1000);

        Assert.Equal((2 * Content.Length, TimeSpan.Zero), (budget.Total, budget.Wait));
    }

    private static async Task<string> MetadataAsync(StickFeedFiles stick, string name, long maxLength) =>
        Encoding.UTF8.GetString(Assert.IsType<FetchOutcome.Fetched>(await stick.FetchMetadataAsync(name, maxLength, CancellationToken.None)).Content.ToArray());

    private async Task<(FetchOutcome? Outcome, string Written)> TargetAsync(string location, long length, string beginning = "")
    {
        await File.WriteAllTextAsync(folder["part"], beginning);
        FetchOutcome? outcome;
        await using (var partial = new FileStream(folder["part"], FileMode.Open))
        {
            partial.Seek(0, SeekOrigin.End);
            outcome = await Stick.FetchTargetAsync(location, partial, length, budget, CancellationToken.None);
        }

        return (outcome, await File.ReadAllTextAsync(folder["part"]));
    }

    private void Put(string name, string content)
    {
        var path = Path.Combine(folder["stick"], name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
