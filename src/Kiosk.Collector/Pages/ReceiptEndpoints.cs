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
            var collected = await journals.JournalsAsync(context.RequestAborted);
            var listed = roll.Current.Terminals.ToLookup(terminal => terminal.Id, ReceiptKey.Of, StringComparer.Ordinal);
            return PageAnswer.Page<ReceiptPage>(context, new PageModel.Receipt(text, ReceiptJudgement.Of(text, id => listed.Contains(id)
                ? [.. listed[id]]
                : [.. collected.Where(one => one.TerminalId == id && one.Key is not null).Select(one => new ReceiptKey(one.Key!.SubjectPublicKeyInfo))])));
        }
        catch (EnrolmentException damaged)
        {
            return PageAnswer.Sentence(context, StatusCodes.Status503ServiceUnavailable, damaged.Sentence);
        }
    }
}
