using System.Buffers;
using System.Text.Json;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Page;

/// <summary>Serialises events as JSON without line feeds.</summary>
internal static class PageMessages
{
    /// <param name="picture">Null if there is none.</param>
    public static byte[] OfScreen(PageEvent.Shown shown, ScreenView view, PagePicture? picture) => Write(json =>
    {
        var words = ScreenWords.Of(shown.Screen, view.Language, view.QuorumTerm);
        json.WriteString("screen", shown.Screen.ToString());
        WriteSignal(json, shown.Screen);
        json.WriteString("headline", words.Headline);
        json.WriteStartArray("lines");
        foreach (var line in words.Lines)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteNumber("width", view.Width);
        json.WriteNumber("height", view.Height);
        json.WriteNumber("at", (shown.At - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        if (picture is not null)
        {
            json.WriteBase64String("picture", picture.File);
        }

        WriteTargets(json, picture?.Targets ?? []);
    });

    public static byte[] OfRecord(PageRecord record) => Write(json =>
    {
        if (record.Sequence is { } sequence)
        {
            json.WriteNumber("sequence", sequence);
        }

        json.WriteString("instant", record.Instant);
        json.WriteString("mood", record.Mood.ToString());
        json.WriteString("event", record.Event);
        json.WriteString("reason", record.Reason?.Name);
        json.WriteString("vi", record.Reason?.Meaning.Vietnamese);
        json.WriteString("en", record.Reason?.Meaning.English);
    });

    public static byte[] OfState(PageState state) => Write(json =>
    {
        var report = state.Health();
        json.WriteBoolean("ready", report.IsReady);
        json.WriteString("reader", report.Reader.ToString());
        json.WriteString("clock", report.Clock.Fault.ToString());
        json.WriteString("trust", report.Clock.Trust.ToString());
        json.WriteNumber("records", report.JournalTaps);
        json.WriteNumber("generation", report.CacheGeneration);
        WriteFeed(json, state.Feed);
        WriteModes(json, state);
        if (state.Simulation is { } simulation)
        {
            WriteSimulation(json, simulation);
        }
    });

    // Rhythm: milliseconds lit, dark, lit and so on, empty for steady. Tones: [hertz, milliseconds], 0 Hz for a rest.
    private static void WriteSignal(Utf8JsonWriter json, Screen screen)
    {
        var signal = Signals.Of(screen);
        var (color, pattern) = SignalLook.LightOf(signal);
        json.WriteString("signal", signal.ToString());
        json.WriteBoolean("resting", screen.IsResting);
        json.WriteString("color", color.ToString());
        json.WriteString("pattern", pattern.ToString());
        json.WriteStartArray("rhythm");
        foreach (var length in SignalLook.RhythmOf(signal))
        {
            json.WriteNumberValue(length.TotalMilliseconds);
        }

        json.WriteEndArray();
        json.WriteStartArray("tones");
        foreach (var tone in SignalLook.SoundOf(signal))
        {
            json.WriteStartArray();
            json.WriteNumberValue(tone.Hertz);
            json.WriteNumberValue(tone.Length.TotalMilliseconds);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // In pixels of the picture.
    private static void WriteTargets(Utf8JsonWriter json, IReadOnlyList<TouchTarget> targets)
    {
        json.WriteStartArray("targets");
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("action", target.Action.ToString());
            json.WriteString("label", target.Label);
            json.WriteNumber("x", target.X);
            json.WriteNumber("y", target.Y);
            json.WriteNumber("width", target.Width);
            json.WriteNumber("height", target.Height);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedReport feed)
    {
        json.WriteBoolean("synced", feed.Well);
        json.WriteString("sync", feed.Sentence);
    }

    private static void WriteModes(Utf8JsonWriter json, PageState state)
    {
        var standing = state.Mode;
        json.WriteString("mode", standing.Kind);
        json.WriteString("of", standing.Meeting ?? standing.Procedure);
        json.WriteStartArray("modes");
        WriteMode(json, ModeSelection.Verify, of: null, vi: null, en: null);
        foreach (var choice in state.Choices())
        {
            WriteMode(json, choice.Kind, choice.Of, choice.Vietnamese, choice.English);
        }

        // Without a code: the procedure is chosen on the screen.
        WriteMode(json, ModeSelection.ForProcedure, of: null, vi: null, en: null);
        json.WriteEndArray();
    }

    private static void WriteMode(Utf8JsonWriter json, string kind, string? of, string? vi, string? en)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("of", of);
        json.WriteString("vi", vi);
        json.WriteString("en", en);
        json.WriteEndObject();
    }

    private static void WriteSimulation(Utf8JsonWriter json, ISimulation simulation)
    {
        json.WriteStartObject("simulation");
        json.WriteString("clock", simulation.Clock.ToString());
        json.WriteBoolean("connected", simulation.IsConnected);
        json.WriteBoolean("tampered", simulation.IsTampered);
        json.WriteStartArray("cards");
        foreach (var card in simulation.Cards)
        {
            json.WriteStartObject();
            json.WriteNumber("number", card.Number);
            json.WriteString("vi", card.Vietnamese);
            json.WriteString("en", card.English);
            json.WriteBoolean("revocable", card.MayBeRevoked);
            json.WriteBoolean("revoked", card.IsRevoked);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("invitations");
        foreach (var invitation in simulation.Invitations)
        {
            json.WriteStartObject();
            json.WriteNumber("number", invitation.Number);
            json.WriteString("vi", invitation.Vietnamese);
            json.WriteString("en", invitation.English);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
