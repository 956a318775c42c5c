using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.Page;

/// <summary>The commands behind the page's buttons. Each takes a small JSON object.</summary>
internal sealed class PageCommands(PageStage stage, TerminalControl control, ScreenDesks desk)
{
    public const int MaxLength = 4096;

    /// <param name="name">The last segment of the path.</param>
    /// <returns>Null on success; otherwise the reason why nothing was changed.</returns>
    public async Task<PageRefusal?> RunAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            if (name == "mode")
            {
                control.SwitchMode(ModeSelection.Parse(body.Span), by: "page");
                return null;
            }

            JsonStop.RequireText(body.Span);
            using var document = JsonDocument.Parse(body);
            if (name == "touch")
            {
                desk.Obey(ActionOf(document.RootElement));
                return null;
            }

            return stage.Simulation is { } simulation && await SimulateAsync(simulation, name, document.RootElement, cancellationToken) ? null : new(404, new("Ở đây không có lệnh này.", "There is no such command here."));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return new(400, Phrase.WithDetail($"Máy không hiểu yêu cầu {name}", $"{name} was not understood: {exception.Message}"));
        }
        catch (Exception exception) when (exception is ModeException or CacheException or JournalException or OutOfServiceException or IOException)
        {
            return new(409, SystemRefusal.SentenceOf(exception));
        }
    }

    private static ScreenAction ActionOf(JsonElement body)
    {
        var words = body.GetProperty("action").GetString() ?? "";
        return ScreenAction.TryParse(words) ?? throw new FormatException($"A screen has no \"{words}\" to touch.");
    }

    private static async Task<bool> SimulateAsync(ISimulation simulation, string name, JsonElement body, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case "tap":
                await simulation.TapAsync(body.GetProperty("card").GetInt32(), cancellationToken);
                return true;
            case "scan":
                await simulation.ScanAsync(body.GetProperty("invitation").GetInt32(), cancellationToken);
                return true;
            case "revoke":
                await simulation.RevokeAsync(body.GetProperty("card").GetInt32(), cancellationToken);
                return true;
            case "clock":
                simulation.Clock = Enum.Parse<SimulatedClock>(body.GetProperty("to").GetString() ?? "");
                return true;
            case "network":
                await simulation.ConnectAsync(body.GetProperty("connected").GetBoolean(), cancellationToken);
                return true;
            case "tamper":
                simulation.Tamper(body.GetProperty("open").GetBoolean());
                return true;
            case "sync":
                await simulation.SyncAsync(cancellationToken);
                return true;
            default:
                return false;
        }
    }
}
