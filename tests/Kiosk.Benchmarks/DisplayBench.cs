using Kiosk.Feed.Records;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Benchmarks;

/// <summary>Recorded decision to welcome screen in display memory, through presenter, wording and layout, compared with only drawing the finished layout.</summary>
internal static class DisplayBench
{
    private const int WarmUps = 60;

    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);
    private static readonly ScreenView View = new(800, 480);

    // Real name components, so that each screen differs, as in a queue.
    private static readonly string[] Family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"];
    private static readonly string[] Middle = ["Thị Phương", "Văn", "Thị Ngọc", "Đức", "Quốc", "Hữu", "Thị Thu", "Minh"];
    private static readonly string[] Given = ["Thảo", "An", "Bích", "Cường", "Dũng", "Hạnh", "Khánh", "Lý", "Nghĩa", "Quỳnh", "Tuyết"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var welcome = await Welcome.StartAsync();
        using var bare = new BareDrawing();
        var (ours, theirs) = (0, 0);
        var rounds = size == BenchSize.Quick ? 300 : 1500;
        return
        [
            SideBySide.Measure(WarmUps, rounds, () => welcome.Show(NameOf(ours++)), () => bare.Draw(NameOf(theirs++))).ToFigure("display.decision-to-frame", 1.5),
        ];
    }

    private static string NameOf(int number) => $"{Family[number % Family.Length]} {Middle[number % Middle.Length]} {Given[number % Given.Length]}";

    /// <summary>The terminal's path from a recorded admission to pixels.</summary>
    private sealed class Welcome : IDisposable
    {
        private readonly FeedbackMap map = new(new FeedbackOptions { TerminalId = "BENCH-01" });
        private readonly AdmissionMode mode = Congress();
        private readonly JournalReceipt receipt = new(new(1), Morning, new byte[32]);
        private readonly ManualTimeProvider time = new(Morning);
        private readonly ScreenPresenter presenter;
        private readonly ScreenRenderer renderer = new(View);
        private readonly MemoryDisplay display = new();
        private readonly CancellationTokenSource stop = new();
        private readonly SemaphoreSlim shown = new(0);

        private Welcome() => presenter = new(time, new Screen.Idle(TerminalPurpose.Meeting, null, null, Morning));

        public static async Task<Welcome> StartAsync()
        {
            var welcome = new Welcome();
            welcome.renderer.Prepare();
            _ = Task.Run(() => welcome.presenter.RunAsync(welcome.Draw, welcome.stop.Token));
            await welcome.shown.WaitAsync();
            return welcome;
        }

        public void Show(string name)
        {
            // Each member arrives after the previous one has read the welcome.
            time.Advance(ScreenPresenter.MinDwell);
            presenter.Show(map.ForAdmission(mode, new AdmissionDecision.Admit(Delegate(name)), receipt));
            shown.Wait();
        }

        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
            renderer.Dispose();
            shown.Dispose();
        }

        private static Attendee Delegate(string name) => new(
            Name: name,
            Invitation: new RosterEntry(CardTag.FromBytes(new byte[16]), AttendeeClass.DelegateElected, "Đại biểu chính thức", new("A", "5", "12"), "Đoàn 1", null),
            Late: false);

        private static AdmissionMode.AtMeeting Congress()
        {
            MeetingSession[] sessions = [new("p1", "Phiên 1", Morning, Morning, Morning)];
            return new(
                new Meeting("dh", "Đại hội đại biểu Đảng bộ xã Sông Hồng", MeetingKind.DelegateCongress, new byte[32], sessions, new QuorumRule(2, 3, QuorumRounding.Up, "bench", "bench"), false),
                sessions[0]);
        }

        private void Draw(Screen screen)
        {
            renderer.Lend(screen, (pixels, width, height) => display.Show(new DisplayFrame(pixels, width, height, width * Picture.BytesPerPixel, PixelFormat.Bgrx32)));
            shown.Release();
        }
    }

    /// <summary>Only the graphics library: the layout is precomputed, and the pixels are copied as by a display.</summary>
    private sealed class BareDrawing : IDisposable
    {
        private readonly Typeface typeface = new();
        private readonly MemoryDisplay display = new();
        private readonly byte[] memory = new byte[View.Width * View.Height * Picture.BytesPerPixel];
        private readonly Dictionary<string, Drawing> layouts = new(StringComparer.Ordinal);
        private readonly Canvas canvas;

        public BareDrawing()
        {
            canvas = new(typeface);
            for (var number = 0; number < Family.Length * Middle.Length * Given.Length; number++)
            {
                layouts[NameOf(number)] = ScreenLayout.Of(ScreenNamed(NameOf(number)), View, typeface);
            }
        }

        public void Draw(string name)
        {
            var (width, height) = canvas.Draw(layouts[name], View.Turn, memory);
            display.Show(new DisplayFrame(memory, width, height, width * Picture.BytesPerPixel, PixelFormat.Bgrx32));
        }

        public void Dispose() => typeface.Dispose();

        private static Screen.Admitted ScreenNamed(string name) =>
            new(name, "Đại biểu chính thức", new("A", "5", "12"), "Đại hội đại biểu Đảng bộ xã Sông Hồng", Morning);
    }

    /// <summary>A frame buffer in plain memory.</summary>
    private sealed class MemoryDisplay : IDisplay
    {
        private readonly byte[] memory = new byte[View.Width * View.Height * Picture.BytesPerPixel];

        public int Width => View.Width;

        public int Height => View.Height;

        public PixelFormat Format => PixelFormat.Bgrx32;

        public void Show(in DisplayFrame frame) => frame.Pixels.CopyTo(memory);

        public void Dispose()
        {
            // Memory only.
        }
    }
}
