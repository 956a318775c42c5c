using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Scanners;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo;
using Kiosk.Service.Hosting;
using Kiosk.Trials.Demo;
using Kiosk.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk demo</c>: runs a complete terminal with a made-up authority, members, cards and a meeting.</summary>
internal static class DemoCommand
{
    private const string OneDoor = "1";
    private const string TwoDoors = "2";

    private static readonly Phrase DoorsWithoutCollector = new(
        $"Hai cửa biết nhau qua máy thu thập, mà {DemoCollector.Missing.Vietnamese}", $"Two doors learn of each other through the collector, and {DemoCollector.Missing.English}");

    public static Command Create(Language language)
    {
        var tour = new Option<bool>("--tour") { Description = new Phrase("Tự chạy hết mười hai thẻ, thu hồi một thẻ hợp lệ, đồng bộ rồi đặt lại thẻ đó, sau cùng kiểm tra nhật ký và biên nhận của máy thu thập. Mã thoát 0 chỉ khi mọi câu trả lời đều đúng.", "Play all twelve cards unattended, revoke a good one, sync and play it again, then verify the journal and the collector's receipt. Exit code 0 only if every answer was right.").In(language) };
        var reader = new Option<string>("--reader") { Description = new Phrase("virtual: trong tiến trình này; pcsc: qua pcscd thật; pn532: qua PN532 mô phỏng trên cổng nối tiếp.", "virtual: in this process; pcsc: through the real pcscd; pn532: through an emulated PN532 on a serial port.").In(language), DefaultValueFactory = _ => DemoReader.Virtual };
        reader.TakeOnly(language, DemoReader.Virtual, DemoReader.Pcsc, DemoReader.Pn532);
        var folder = new Option<string?>("--data") { Description = new Phrase("Thư mục mới hoặc trống để giữ mọi thứ; mặc định: thư mục tạm, xóa khi kết thúc.", "New or empty folder to keep everything in; default: a temporary one, removed at the end.").In(language), HelpName = "DIR" };
        var vpcd = new Option<string>("--vpcd") { Description = new Phrase("Khe cho thẻ ảo, dùng với --reader pcsc.", "Slot for virtual cards, with --reader pcsc.").In(language), DefaultValueFactory = _ => $"localhost:{VpcdLink.DefaultPort}", HelpName = "HOST:PORT" };
        var doors = new Option<string>("--doors") { Description = new Phrase("Số cửa của cuộc họp, mỗi cửa một máy: 1 hoặc 2. Ai đã vào cửa này thì cửa kia biết.", "The meeting's number of doors, each with a terminal: 1 or 2. Whoever is in by one is known at the other.").In(language), DefaultValueFactory = _ => OneDoor };
        doors.TakeOnly(language, OneDoor, TwoDoors);
        var json = new Option<bool>("--json") { Description = new Phrase("Với --tour: in JSON thay cho văn bản, mỗi thẻ một dòng.", "With --tour: print JSON instead of text, one line a card.").In(language) };
        var command = new Command("demo", new Phrase("Chạy một máy với cơ quan cấp thẻ giả định, 300 đảng viên, một cuộc họp và mười hai thẻ ảo để đặt lên.", "Run a terminal with a made-up authority, 300 members, a meeting and twelve virtual cards to tap.").In(language)) { tour, reader, doors, folder, vpcd, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Signals take effect only once an action has yielded, and building the demo world takes seconds.
            await Task.Yield();
            var settings = new DemoSettings(parsed.GetValue(tour), parsed.GetValue(reader)!, parsed.GetValue(doors) == TwoDoors ? 2 : 1, parsed.GetValue(json), VpcdAddress.Parse(parsed.GetValue(vpcd)!));
            if (parsed.GetValue(folder) is { } given)
            {
                CommonOptions.RequireOwner(GivenPath.FolderOrAbsent(given), parsed);
                GivenPath.FolderToWrite(given);
            }

            try
            {
                return await WithFolderAsync(parsed.GetValue(folder), path => RunAsync(path, settings, cancellationToken));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !settings.IsTour)
            {
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static async Task<int> WithFolderAsync(string? given, Func<string, Task<int>> run)
    {
        if (given is not null)
        {
            return !Directory.Exists(given) || !Directory.EnumerateFileSystemEntries(given).Any()
                ? await run(Path.GetFullPath(given))
                : throw new InputException(new($"{Path.GetFullPath(given)} không trống; hãy nêu một thư mục mới cho bản minh họa.", $"{Path.GetFullPath(given)} is not empty; name a new folder for the demo."));
        }

        var temporary = Directory.CreateTempSubdirectory("kiosk-demo-").FullName;
        try
        {
            return await run(temporary);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, DemoSettings settings, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        await Console.Error.WriteLineAsync("Đang chuẩn bị: cơ quan cấp thẻ, 300 đảng viên, 12 thẻ … · Preparing the authority, 300 members and 12 cards …");
        using var world = await DemoWorld.CreateAsync(folder, [], time, cancellationToken);
        await using var feed = await DemoFeedServer.StartAsync(world.Feed.Folder, cancellationToken);
        using var enrolment = new DemoEnrolment(world, time);
        await using var collector = DemoCollector.Find() is { } program
            ? await DemoCollector.StartAsync(program, Path.Combine(folder, "collector"), enrolment.AuthorityFile, cancellationToken)
            : settings.Doors == 1 ? null : throw new ServiceUnavailableException(DoorsWithoutCollector);
        var clock = new DemoClock(time);
        using DemoNetwork ofFirst = new(), ofSecond = new();
        await using var first = await OpenAsync(1, ofFirst, DemoReader.Create(settings.Reader, settings.Vpcd, time));
        await using var second = settings.Doors > 1 ? await OpenAsync(2, ofSecond, DemoReader.Create(DemoReader.Virtual, settings.Vpcd, time)) : null;
        DemoDoor[] doors = second is null ? [first] : [first, second];
        return settings.IsTour
            ? await new DemoTour(world, doors, collector, settings.AsJson).PlayAsync(cancellationToken)
            : await new DemoConsole(world, doors, collector).RunAsync(cancellationToken);

        Task<DemoDoor> OpenAsync(int number, DemoNetwork network, DemoReader table)
        {
            var options = OptionsOf(number, world, feed, collector, settings);
            var scanner = new VirtualScanner();
            var application = KioskHost.Build(options, table.Reader, clock, LogLevel.Error, clockSource: clock.Source, network: network, scanner: scanner);
            return DemoDoor.OpenAsync(options, application, table.Tray, scanner, world, enrolment, settings.IsTour ? null : Simulate, cancellationToken);

            DemoSimulation Simulate(DemoDoor door) => new(door.Taps, world, door.Sync, door.Application.Services.GetRequiredService<TerminalNotes>(), clock, network);
        }
    }

    private static KioskOptions OptionsOf(int number, DemoWorld world, DemoFeedServer feed, DemoCollector? collector, DemoSettings settings) => new()
    {
        TerminalId = $"DEMO-0{number}",
        Door = $"{number}",
        Attended = true,
        DataFolder = number == 1 ? world.Data : Path.Combine(world.Folder, $"data-{number}"),
        Upload = collector is null ? new() : new UploadOptions { Collector = collector.Address, Key = collector.Key },
        Identity = new() { Keys = "file" },
        Http = new HttpOptions { Port = 0 },
        Sync = new SyncOptions { Feed = feed.Address, Root = world.Feed.RootFile, Provinces = world.Feed.Province.Text },
        Page = new PageOptions { Enabled = !settings.IsTour },
        Touch = new TouchOptions { Device = "page" },
        Mode = new ModeOptions { Kind = ModeSelection.AtMeeting, Meeting = DemoMeeting.Id },
    };

    private sealed record DemoSettings(bool IsTour, string Reader, int Doors, bool AsJson, VpcdAddress Vpcd);
}
