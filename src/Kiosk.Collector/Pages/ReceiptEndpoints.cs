using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Enrolment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>
/// Whether the receipt of a procedure is genuine, for anybody and without signing in. Goes by the desk's list of terminals, and for a terminal that is not on it by the key that its journal is collected with.
/// Nothing that is entered is kept or logged.
/// </summary>
internal sealed class ReceiptEndpoints(TerminalRoll roll, JournalStore journals)
{
    public const string Path = "/r";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (HttpContext context) => PageAnswer.Page<ReceiptPage>(context, new PageModel.Receipt("", null))).AllowAnonymous();
        pages.MapPost(Path, (Delegate)JudgeAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).AllowAnonymous();
    }

    private async Task<IResult> JudgeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // Not trimmed at its end: Base45 has a space. A text that was copied by lines ends in one.
        var text = form["receipt"].ToString().TrimStart().TrimEnd('\r', '\n');
        try
        {
            // Anybody may ask: the whole list is neither parsed nor read for a text that is no receipt.
            var judged = ReceiptJudgement.Of(text, id => [.. roll.Current.Terminals.Where(terminal => terminal.Id == id).Select(ReceiptKey.Of)]);
            if (judged is { Standing: ReceiptStanding.UnknownTerminal, Number.Terminal: var terminal })
            {
                var collected = await journals.JournalsAsync(context.RequestAborted);
                judged = ReceiptJudgement.Of(text, _ => [.. collected.Where(one => one.TerminalId == terminal && one.Key is not null).Select(one => new ReceiptKey(one.Key!.SubjectPublicKeyInfo))]);
            }

            return PageAnswer.Page<ReceiptPage>(context, new PageModel.Receipt(text, judged));
        }
        catch (EnrolmentException damaged)
        {
            return PageAnswer.Sentence(context, StatusCodes.Status503ServiceUnavailable, damaged.Sentence);
        }
    }
}
