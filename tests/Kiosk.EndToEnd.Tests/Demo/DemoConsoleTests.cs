using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Demo;

public sealed class DemoConsoleTests
{
    private const string Prompt = "Dữ liệu · files:";

    [Fact]
    public async Task A_person_taps_cards_and_switches_what_the_terminal_is_for()
    {
        await using var demo = KioskProcess.Start("demo");
        await demo.Output.UntilAsync(Prompt);

        // Sent together, because the second tap must come within three seconds of the first.
        await demo.TypeAsync("1");
        await demo.TypeAsync("1");
        var at = await demo.Output.UntilAsync("Chào mừng đồng chí");
        at = await demo.Output.UntilAsync("  1: admitted, ", at);
        at = await demo.Output.UntilAsync("  1: admitted (cùng một lần · same tap), ", at);

        await demo.TypeAsync("p");
        await demo.TypeAsync("2");
        at = await BothAsync(demo, "Số biên nhận: DEMO-01-", "  2: admitted, ", at);

        await demo.TypeAsync("v");
        await demo.TypeAsync("2");
        at = await BothAsync(demo, "Thẻ hợp lệ.", "  2: admitted, ", at);

        await demo.TypeAsync("m");
        await demo.TypeAsync("2");
        at = await BothAsync(demo, "Chào mừng đồng chí", "  2: admitted, ", at);

        await demo.TypeAsync("13");
        at = await demo.Output.UntilAsync("\"13\": không có lệnh này", at);
        await demo.TypeAsync("?");
        await demo.Output.UntilAsync(Prompt, at);
        await demo.TypeAsync("q");

        (await demo.EndAsync()).AssertExit(0);
    }

    [Fact]
    public async Task A_person_holds_invitations_to_the_scanner_and_a_copy_counts_no_second_time()
    {
        await using var demo = KioskProcess.Start("demo");
        var at = await demo.Output.UntilAsync(Prompt);

        await demo.TypeAsync("g1");
        at = await BothAsync(demo, "xuất trình giấy tờ tùy thân", "  g1: admitted, ", at);
        await demo.TypeAsync("g2");
        at = await BothAsync(demo, "Chưa xác nhận được giấy mời.", "  g2: invitation.untrusted, ", at);
        await demo.TypeAsync("g3");
        at = await demo.Output.UntilAsync("  g3: invitation.other-meeting, ", at);
        await demo.TypeAsync("g4");
        at = await demo.Output.UntilAsync("  g4: invitation.expired, ", at);
        await demo.TypeAsync("g5");
        at = await demo.Output.UntilAsync("  g5: admission.already-in, ", at);
        await demo.TypeAsync("g6");
        await demo.Output.UntilAsync("\"g6\": không có lệnh này", at);
        await demo.TypeAsync("q");

        (await demo.EndAsync()).AssertExit(0);
    }

    [Fact]
    public async Task At_two_doors_a_person_sees_the_duplicate_and_where_the_collector_is()
    {
        await using var demo = KioskProcess.Start("demo", "--doors", "2");
        var at = await demo.Output.UntilAsync("Máy thu thập · collector: https://127.0.0.1:");

        await demo.TypeAsync("1");
        // Both screens count whoever is in by either door.
        at = await demo.Output.UntilAsync("Có mặt 1/299", at);
        at = await demo.Output.UntilAsync("Có mặt 1/299", at);
        await demo.TypeAsync("1@2");
        await BothAsync(demo, "Đồng chí đã được ghi nhận có mặt lúc", "  1: admission.already-in, ", at);
        await demo.TypeAsync("q");

        (await demo.EndAsync()).AssertExit(0);
    }

    [Fact]
    public async Task Where_no_colour_is_wanted_a_terminal_gets_no_escape_sequence_at_all()
    {
        // script(1) gives the program a terminal to read from and write to.
        string[] terminal = ["sh", "-c", "exec script -qfec \"$*\" /dev/null", "sh"];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = "1", ["TERM"] = "xterm-256color" };
        await using var demo = KioskProcess.Start(terminal, environment, "demo");
        await demo.Output.UntilAsync(Prompt);
        await demo.TypeAsync("1");
        await demo.Output.UntilAsync("  1: admitted, ");
        await demo.TypeAsync("q");

        Assert.DoesNotContain("\u001b", (await demo.EndAsync()).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_thing_on_the_screen_is_the_invitation()
    {
        await using var demo = KioskProcess.Start("demo");
        await demo.Output.UntilAsync("Mời đồng chí đặt thẻ đảng viên lên đầu đọc.");
        await demo.TypeAsync("q");

        var ended = await demo.EndAsync();

        ended.AssertExit(0);
        Assert.DoesNotContain("Thiết bị tạm ngừng phục vụ", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KioskProcess.Interrupt)]
    [InlineData(KioskProcess.Terminate)]
    public async Task A_signal_ends_it_cleanly_and_takes_its_files_away(int signal)
    {
        using var temporary = new TestFolder();
        await using var demo = KioskProcess.Start(new Dictionary<string, string> { ["TMPDIR"] = temporary.Path }, "demo");
        await demo.Output.UntilAsync(Prompt);

        await AssertEndsCleanlyAsync(demo, signal, temporary);
    }

    [Fact]
    public async Task So_does_a_signal_while_it_is_still_getting_ready()
    {
        using var temporary = new TestFolder();
        await using var demo = KioskProcess.Start(new Dictionary<string, string> { ["TMPDIR"] = temporary.Path }, "demo");
        await demo.Errors.UntilAsync("Preparing the authority");

        await AssertEndsCleanlyAsync(demo, KioskProcess.Interrupt, temporary);
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder["mine.txt"], "mine");
        var before = Fingerprint.Of(folder.Path);

        var ended = await KioskProcess.RunAsync("demo", "--tour", "--data", folder.Path);

        ended.AssertRefused(2, $"{folder.Path} is not empty");
        Assert.Equal(before, Fingerprint.Of(folder.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_in_one_sentence()
    {
        var ended = await KioskProcess.RunAsync("demo", "--tour", "--data", "/proc/kiosk-demo");

        ended.AssertExit(2);
        Assert.Contains("kiosk: ", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("/proc/kiosk-demo", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    // In either order: a welcome waits until the answer before it has been visible long enough.
    private static async Task<int> BothAsync(KioskProcess demo, string screen, string line, int from) =>
        Math.Max(await demo.Output.UntilAsync(screen, from), await demo.Output.UntilAsync(line, from));

    private static async Task AssertEndsCleanlyAsync(KioskProcess demo, int signal, TestFolder temporary)
    {
        Assert.Single(Directory.EnumerateFileSystemEntries(temporary.Path));

        demo.Signal(signal);
        var ended = await demo.EndAsync();

        ended.AssertExit(0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }
}
