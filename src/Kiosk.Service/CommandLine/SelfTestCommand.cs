using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.SelfTest;
using Kiosk.Trials.Hostile;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk selftest</c>: plays the hostile table on this machine, in a temporary folder and with cards made on the spot.</summary>
internal static class SelfTestCommand
{
    public static Command Create(Language language)
    {
        var rows = new WholeNumber(1, 1_000, 3, language).Several("--row");
        (rows.Description, rows.HelpName) = (new Phrase("Chỉ chạy dòng N của bảng; có thể nêu nhiều lần.", "Play only row N of the table; may be repeated.").In(language), "N");
        var reader = new Option<string>("--reader") { Description = new Phrase("virtual: trong tiến trình này; pn532: qua PN532 mô phỏng trên cổng nối tiếp.", "virtual: in this process; pn532: through an emulated PN532 on a serial port.").In(language), DefaultValueFactory = _ => ReaderOptions.Virtual };
        reader.TakeOnly(language, ReaderOptions.Virtual, ReaderOptions.Pn532);
        var json = new CommonOptions(language).PrintingLines(new("trường hợp", "a case and one of the totals at the end")).Json;
        var command = new Command("selftest", new Phrase("Chạy bảng các thẻ, danh sách và thời điểm gây hại trên máy này. Mã thoát 0 chỉ khi mọi câu trả lời đúng như mong đợi. Không đụng đến gì đã cài đặt.", "Play the table of hostile cards, lists and moments on this machine. Exit code 0 only if every answer is as expected. Touches nothing that is installed.").In(language)) { rows, reader, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals take effect only once an action has yielded, and generating keys takes long.
            await Task.Yield();
            var chosen = ChooseCases(parsed.GetValue(rows) ?? []);
            using var run = new SelfTestRun { MakeReader = time => parsed.GetValue(reader) == ReaderOptions.Pn532 ? new Pn532TrialReader(time) : new VirtualTrialReader(time) };
            return await PlayAsync(run, chosen, new SelfTestReport(Console.Out, parsed.GetValue(json), language), cancellationToken);
        });
        return command;
    }

    /// <returns>The exit code: <see cref="ExitCode.No"/> on any unexpected answer.</returns>
    public static async Task<int> PlayAsync(SelfTestRun run, IReadOnlyList<HostileCase> cases, SelfTestReport report, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var hostile in cases)
        {
            report.Add(await run.PlayAsync(hostile, cancellationToken));
        }

        report.Close(TimeProvider.System.GetElapsedTime(begun));
        return report.Surprises == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static IReadOnlyList<HostileCase> ChooseCases(long[] rows)
    {
        foreach (var row in rows)
        {
            if (HostileTable.All.All(one => one.Row != row))
            {
                throw new InputException(new(
                    $"--row {row}: bảng có các dòng từ {HostileTable.All[0].Row} đến {HostileTable.All[^1].Row}, như --row 3.",
                    $"--row {row}: the table has the rows {HostileTable.All[0].Row} to {HostileTable.All[^1].Row}, such as --row 3."));
            }
        }

        return rows.Length == 0 ? HostileTable.All : [.. HostileTable.All.Where(one => rows.Contains(one.Row))];
    }
}
