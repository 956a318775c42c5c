using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Trials.Demo;
using Kiosk.Verification.Reasons;

namespace Kiosk.EndToEnd.Tests.Demo;

public sealed class TourTests
{
    [Fact]
    public async Task The_tour_answers_every_card_as_it_should_and_leaves_nothing_behind()
    {
        using var temporary = new Kiosk.Testing.Durability.TestFolder();

        var ended = await KioskProcess.RunAsync(new Dictionary<string, string> { ["TMPDIR"] = temporary.Path }, "demo", "--tour", "--json");

        ended.AssertExit(0);
        var collected = ended.JsonLines[^1];
        Assert.Equal((21, true, 2), (ended.JsonLines.Count, collected.GetProperty("verified").GetBoolean(), collected.GetProperty("present").GetInt32()));
        Assert.Equal(
            ["admitted", "admission.operator", "admission.desk-opened", "admitted", "admission.record-shown", "admitted", "admission.not-allowed-here"],
            ended.JsonLines.Skip(13).SkipLast(1).Select(line => line.GetProperty("code").GetString()));
        Assert.All(ended.JsonLines.SkipLast(1), line => Assert.True(line.GetProperty("ok").GetBoolean()));
        Assert.All(ended.JsonLines.Take(13).Zip([.. DemoCard.All, DemoCard.GoodRsaRevokedSince]), pair =>
        {
            var (line, card) = pair;
            Assert.True(line.GetProperty("ok").GetBoolean());
            Assert.Equal(card.Number, line.GetProperty("number").GetInt32());
            Assert.Equal(ReasonTable.NameOf(card.Expected), line.GetProperty("code").GetString());
            Assert.NotEmpty(line.GetProperty("sentence").GetString()!);
            Assert.True(line.GetProperty("cardMilliseconds").GetDouble() >= 0);
            Assert.True(line.GetProperty("terminalMilliseconds").GetDouble() > 0);
        });
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task A_good_card_that_the_desk_revokes_is_refused_after_the_next_sync()
    {
        var ended = await KioskProcess.RunAsync("demo", "--tour", "--json");

        var codes = ended.AssertExit(0).JsonLines.SkipLast(1).Select(line => line.GetProperty("code").GetString()).ToList();
        Assert.Equal(("admitted", "revocation.revoked"), (codes[DemoCard.GoodRsa.Number - 1], codes[DemoCard.GoodRsaRevokedSince.Number - 1]));
    }

    [Fact]
    public async Task Before_an_emulated_PN532_every_card_is_answered_in_the_same_way()
    {
        var ended = await KioskProcess.RunAsync("demo", "--tour", "--json", "--reader", "pn532");

        Assert.Equal(
            [.. DemoCard.All.Append(DemoCard.GoodRsaRevokedSince).Select(card => ReasonTable.NameOf(card.Expected))],
            ended.AssertExit(0).JsonLines.Take(13).Select(line => line.GetProperty("code").GetString()!));
    }

    [Fact]
    public async Task At_a_second_door_whoever_is_in_by_the_first_is_in_already_and_both_doors_have_a_receipt()
    {
        var ended = await KioskProcess.RunAsync("demo", "--tour", "--doors", "2");

        ended.AssertExit(0);
        Assert.Contains("✓ 14", ended.Output, StringComparison.Ordinal);
        Assert.Matches("Receipt verified: the collector demo holds [0-9]+ records of terminal DEMO-01\\.", ended.Output);
        Assert.Matches("Receipt verified: the collector demo holds [0-9]+ records of terminal DEMO-02\\.", ended.Output);
        Assert.Matches("Danh sách có mặt: 2 đồng chí, [0-9]+ tính vào số lượng theo quy định · Attendance list: 2 present", ended.Output);
        Assert.Matches("\\n  1\\. [^,\\n]+, [0-9]{2}:[0-9]{2}, cửa 1 · door 1", ended.Output);
    }

    [Fact]
    public async Task Without_the_collectors_program_beside_it_the_demo_says_so_and_goes_on()
    {
        using var alone = new Kiosk.Testing.Durability.TestFolder();
        KioskProcess.CopyProgram(alone["kiosk"]);

        var ended = await KioskProcess.RunCopyAsync(alone["kiosk"], "demo", "--tour");
        var doors = await KioskProcess.RunCopyAsync(alone["kiosk"], "demo", "--tour", "--doors", "2");

        Assert.Contains("Collector: the program collector is not beside this one", ended.AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("Two doors learn of each other through the collector", doors.AssertExit(3).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_people_the_tour_prints_a_line_a_card_and_the_state_of_its_journal()
    {
        var ended = await KioskProcess.RunAsync("demo", "--tour");

        ended.AssertExit(0);
        Assert.Equal(20, ended.OutputLines.Count(line => line.StartsWith('✓')));
        Assert.Contains("Thẻ vừa đặt không phải thẻ đảng viên.", ended.Output, StringComparison.Ordinal);
        Assert.Matches("Journal verified: [0-9]+ records, 16 of them of people who came, chain whole, signed by terminal DEMO-01 with key [0-9a-f]{8}\\.", ended.Output);
    }
}
