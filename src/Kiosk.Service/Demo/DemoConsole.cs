using Kiosk.Cards;
using Kiosk.CommandLine;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Page;
using Kiosk.Trials.Demo;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Demo;

/// <summary>Taps cards by number from the console and prints the terminal's screen.</summary>
/// <param name="collector">Null where the program is missing.</param>
internal sealed class DemoConsole(DemoWorld world, IReadOnlyList<DemoDoor> doors, DemoCollector? collector)
{
    private const int StandardInput = 0;

    /// <summary>Of the account for the collector's page; null without a collector.</summary>
    private string? password;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        password = collector is null ? null : await collector.LetInAsync(world.Authority, cancellationToken);
        PrintTray();
        // Not the console's own reader, which would set up the terminal with an escape sequence.
        using var input = new StreamReader(new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var screens = Task.WhenAll(doors.Select(door => TextScreens.ShowAsync(
            door.Application.Services, showsNames: true, ended.Token, doors.Count > 1 ? $"  Cửa {door.Name} · door {door.Name}" : null)));
        try
        {
            while (await ReadLineAsync(input, cancellationToken) is { } line && line is not ("q" or "quit" or "exit"))
            {
                await ObeyAsync(line.Trim(), cancellationToken);
            }

            return ExitCode.Done;
        }
        finally
        {
            await ended.CancelAsync();
            await screens.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void PrintTray()
    {
        Console.WriteLine();
        foreach (var card in DemoCard.Tray)
        {
            Console.WriteLine($"  {card.Number,2}  {card.Vietnamese} · {card.English}");
        }

        foreach (var invitation in world.Invitations)
        {
            Console.WriteLine($"  g{invitation.Number}  {invitation.Vietnamese} · {invitation.English}");
        }

        Console.WriteLine();
        Console.WriteLine("  1–12, 15 đặt thẻ · tap a card      m họp · meeting   p thủ tục · procedure   v chỉ kiểm tra · verify only");
        if (doors.Count > 1)
        {
            Console.WriteLine("  1@2  đặt thẻ 1 ở cửa 2 · tap card 1 at door 2");
        }

        Console.WriteLine("  ?    danh sách thẻ · the cards     q kết thúc · quit (Ctrl-C)");
        Console.WriteLine($"  Dữ liệu · files: {world.Folder}");
        foreach (var door in doors)
        {
            Console.WriteLine($"  Trình duyệt · in a browser: {door.Application.PageAddress()}{(doors.Count > 1 ? $" (cửa · door {door.Name})" : "")}");
        }

        Console.WriteLine($"  Máy thu thập · collector: {collector?.Address ?? $"{DemoCollector.Missing.Vietnamese} · {DemoCollector.Missing.English}"}");
        if (password is not null)
        {
            Console.WriteLine($"  Trang của máy thu thập · the collector's page: {collector!.Page} ({DemoCollector.Secretary}, mật khẩu · password: {password})");
        }

        if (doors[0].Application.Services.GetRequiredService<ICardReader>() is { State: not (ReaderState.Ready or ReaderState.CardPresent) } reader)
        {
            Console.WriteLine($"  Đầu đọc · reader: {reader.State}");
        }
    }

    private async Task ObeyAsync(string line, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case "":
                return;
            case "?":
                PrintTray();
                return;
            case "m":
                Switch(new ModeSelection(ModeSelection.AtMeeting, Meeting: DemoMeeting.Id));
                return;
            case "p":
                Switch(new ModeSelection(ModeSelection.ForProcedure, Procedure: DemoProcedures.All[0].Code, CaseNumber: "HS-2026/0001"));
                return;
            case "v":
                Switch(new ModeSelection(ModeSelection.Verify));
                return;
        }

        if (line.StartsWith('g') && world.Invitations.FirstOrDefault(one => line[1..] == $"{one.Number}") is { } invitation)
        {
            Print($"g{invitation.Number}", await doors[0].Taps.ScanAsync(invitation, cancellationToken));
            return;
        }

        var (digits, name) = line.Split('@') is [var before, var after] ? (before, after) : (line, doors[0].Name);
        if (int.TryParse(digits, out var number) && DemoCard.Tray.FirstOrDefault(card => card.Number == number) is { } tapped && doors.FirstOrDefault(door => door.Name == name) is { } at)
        {
            await TapAsync(at, tapped, cancellationToken);
        }
        else
        {
            Console.WriteLine($"  \"{line}\": không có lệnh này, mời gõ rồi nhấn Enter · no such key; type one of these and Enter: 1–12, 15, g1–g5, m, p, v, ?, q");
        }
    }

    private static async Task TapAsync(DemoDoor door, DemoCard card, CancellationToken cancellationToken)
    {
        var outcome = await door.Taps.TapAsync(card, cancellationToken);
        Print($"{card.Number}", outcome);
    }

    private static void Print(string shown, CheckInOutcome outcome)
    {
        Console.WriteLine(
            $"  {shown}: {ReasonTable.NameOf(outcome.Code)}{(outcome.IsRepeat ? " (cùng một lần · same tap)" : "")}, "
            + $"card {outcome.CardTime.TotalMilliseconds:0.0} ms, terminal {outcome.TerminalTime.TotalMilliseconds:0.0} ms"
            + (outcome.Receipt is { } receipt ? $", record {receipt.Sequence}" : ", no record"));
    }

    private void Switch(ModeSelection selection)
    {
        foreach (var door in doors)
        {
            door.Application.Services.GetRequiredService<TerminalControl>().SwitchMode(selection, by: "console");
        }
    }

    // Reading a line cannot be cancelled, so the read is abandoned when the demo ends.
    private static Task<string?> ReadLineAsync(StreamReader input, CancellationToken cancellationToken) =>
        Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
}
