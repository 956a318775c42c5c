using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>A desk that loses its members by accident takes them from no terminal (case 15-members-wiped).</summary>
public sealed class LostMembersTests : IDisposable
{
    private readonly CopiedSource source = new();

    public void Dispose() => source.Dispose();

    [Fact]
    public Task A_file_saved_under_another_name_is_not_taken_for_no_members() => AssertRefusedAsync(2, "Members.csv: a file of this name is not read: call it members.csv", () =>
        File.Move(source.Members, Path.Combine(Path.GetDirectoryName(source.Members)!, "Members.csv")));

    [Theory]
    [InlineData(1, "301 of 301")]
    [InlineData(100, "203 of 301")]
    public Task A_list_that_lost_its_lines_needs_a_word(int lines, string lost) => AssertRefusedAsync(1, $"{lost} that terminals have would go, more than a tenth: put them back, or say --shrink", () =>
        File.WriteAllLines(source.Members, File.ReadAllLines(source.Members)[..lines]));

    /// <summary>The desk refuses, and a terminal that has the members goes on admitting them.</summary>
    private async Task AssertRefusedAsync(int code, string sentence, Action accident)
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        await terminal.EnrolByStickAsync();
        await terminal.PublishAndSyncAsync();
        accident();

        var refused = (await terminal.PublishAsync(source.Root)).AssertExit(code);
        var imported = (await terminal.ImportAsync()).AssertExit(0);

        Assert.Contains(sentence, refused.Errors, StringComparison.Ordinal);
        Assert.StartsWith("Nothing changed.", imported.Output, StringComparison.Ordinal);
        await terminal.TapAsync(() => Task.CompletedTask);
    }
}
