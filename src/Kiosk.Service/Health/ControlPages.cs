using System.Text;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>Handles commands from the Unix socket.</summary>
internal sealed class ControlPages(TerminalControl control, OperatorActs acts, SyncSetup sync, ScreenCommands screens, StatusPage status)
{
    /// <param name="command">The path after the command prefix.</param>
    public Task AnswerAsync(HttpContext context, string command) => (context.Request.Method, command) switch
    {
        ("GET", "/status") => status.AnswerAsync(context),
        ("POST", "/sync") => SyncedAsync(context),
        ("POST", "/show") => ShowAsync(context),
        ("POST", "/mode") => SwitchModeAsync(context),
        ("POST", "/undo") => UndoAsync(context),
        ("POST", "/take-over") => TakeOverAsync(context),
        ("POST", "/end") => EndMeetingAsync(context),
        ("POST", "/clock") => AcceptClockAsync(context),
        _ => PageAnswer.NothingAsync(context),
    };

    /// <summary>Another process has synced this terminal: reloads the sync state and, if a stick was used, shows its owner the result.</summary>
    private async Task SyncedAsync(HttpContext context)
    {
        var name = await PageAnswer.ReadNameAsync(context);
        sync.Status.Standing = FeedStanding.Read(sync.Site.StandingFile);
        if (Enum.TryParse<StickNews>(name, out var news))
        {
            screens.Announce(news);
        }

        await status.AnswerAsync(context);
    }

    private async Task ShowAsync(HttpContext context)
    {
        var name = await PageAnswer.ReadNameAsync(context);
        if (name == ScreenCommands.DeviceCheck)
        {
            await TestAsync(context);
        }
        else if (screens.Show(name))
        {
            await status.AnswerAsync(context);
        }
        else
        {
            await RefuseAsync(context, new(
                $"Không có màn hình này; hãy nêu một trong: {ScreenCommands.Names}.",
                $"There is no such screen; name one of these: {ScreenCommands.Names}."));
        }
    }

    private async Task TestAsync(HttpContext context)
    {
        if (await screens.TestAsync(context.RequestAborted) is not { } result)
        {
            await PageAnswer.WriteAsync(context, StatusCodes.Status409Conflict, new Phrase("Đang kiểm tra thiết bị; hãy chờ đến khi xong.", "A device check is under way; wait until it has ended."));
            return;
        }

        await PageAnswer.WriteAsync(context, result, DeviceCheckResultJson.Default.DeviceCheckResult);
    }

    private async Task SwitchModeAsync(HttpContext context)
    {
        try
        {
            var body = await PageAnswer.ReadCommandAsync(context);
            control.SwitchMode(ModeSelection.Parse(body.Span), PeerCredentials.NameOf(context));
            await status.AnswerAsync(context);
        }
        catch (Exception exception) when (exception is JsonException or ModeException or CacheException or OutOfServiceException or IOException)
        {
            await RefuseAsync(context, exception switch
            {
                SentenceException known => known.Sentence,
                JsonException mistake => Phrase.WithDetail("Đây không phải chế độ", $"This is no mode: {JsonMistake.Shape(mistake)}"),
                _ => new Phrase("Máy chưa chuyển chế độ được", "The mode was not switched").Because(SystemRefusal.SentenceOf(exception)),
            });
        }
    }

    /// <summary>Undoes the newest passage at this door, for one of <see cref="PassageCorrection.Reasons"/> by its stable name.</summary>
    private async Task UndoAsync(HttpContext context)
    {
        var name = await PageAnswer.ReadNameAsync(context);
        if (ReasonTable.Find(name) is not { Code: var why } || !PassageCorrection.Reasons.Contains(why))
        {
            await RefuseAsync(context, new("Không có lý do này.", "There is no such reason."));
            return;
        }

        await DoAsync(context, () => acts.UndoLast(why, PeerCredentials.NameOf(context)) is (false, var nothing) ? nothing : null);
    }

    /// <summary>Takes another door's place. The direction is left out for the way people passed it.</summary>
    private async Task TakeOverAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetString((await PageAnswer.ReadCommandAsync(context)).Span).Split('\n');
        if (!DoorPlace.IsName(body[0]) || (body.Length > 1 && !Enum.TryParse<DoorDirection>(body[1], ignoreCase: true, out _)))
        {
            await RefuseAsync(context, new("Đây không phải tên cửa.", "This is no door's name."));
            return;
        }

        await DoAsync(context, () =>
        {
            acts.TakeOver(body[0], body.Length > 1 ? Enum.Parse<DoorDirection>(body[1], ignoreCase: true) : null, PeerCredentials.NameOf(context));
            return null;
        });
    }

    private Task EndMeetingAsync(HttpContext context) => DoAsync(context, () =>
    {
        acts.End(PeerCredentials.NameOf(context));
        return null;
    });

    /// <param name="act">Returns why nothing was done; null if it was.</param>
    private async Task DoAsync(HttpContext context, Func<Phrase?> act)
    {
        try
        {
            await (act() is { } refusal ? RefuseAsync(context, refusal) : status.AnswerAsync(context));
        }
        catch (Exception exception) when (exception is ModeException or CacheException or OutOfServiceException or IOException)
        {
            await RefuseAsync(context, exception is SentenceException known ? known.Sentence : new Phrase("Máy chưa làm được việc này", "This was not done").Because(SystemRefusal.SentenceOf(exception)));
        }
    }

    /// <summary>Accepts the clock's time on the operator's word; recorded first, with the clock as it was.</summary>
    private async Task AcceptClockAsync(HttpContext context)
    {
        try
        {
            var accepted = control.AcceptClock(PeerCredentials.NameOf(context));
            await (accepted.Fault is ClockFault.None
                ? status.AnswerAsync(context)
                : RefuseAsync(context, new(
                    $"Đồng hồ đang là {accepted.Instant:yyyy-MM-dd HH:mm'Z'}, trước khi chương trình này được tạo ra; hãy đặt lại trước: timedatectl set-time",
                    $"The clock shows {accepted.Instant:yyyy-MM-dd HH:mm'Z'}, before this program was made; set it first: timedatectl set-time")));
        }
        catch (OutOfServiceException exception)
        {
            await RefuseAsync(context, new Phrase("Máy chưa chấp nhận giờ này được", "The time was not accepted").Because(exception.Sentence));
        }
    }

    private static Task RefuseAsync(HttpContext context, Phrase sentence) => PageAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, sentence);
}
