using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>Words the screens of a procedure desk in one language.</summary>
internal sealed class ProcedureWording(Language language)
{
    private readonly LocalFormat format = LocalFormat.Of(language);

    /// <returns>The headline, then the lines below it.</returns>
    public IReadOnlyList<string> Of(Screen.ProcedureReceipt receipt) => [Say(HeadlineOf(receipt.Act)), .. LinesOf(receipt)];

    /// <inheritdoc cref="Of(Screen.ProcedureReceipt)"/>
    public IReadOnlyList<string> Of(Screen.ProcedureChoice choice) => [Say(Phrases.ChooseProcedure), .. LinesOf(choice)];

    /// <inheritdoc cref="Of(Screen.ProcedureReceipt)"/>
    public IReadOnlyList<string> Of(Screen.DocumentCheck check) =>
        [Say(Phrases.BringDocuments), check.Procedure.In(language), .. FactsOf(check.Facts), .. check.Documents.Select(document => $"{(document.IsThere ? "✓" : "–")} {document.Name.In(language)}")];

    /// <inheritdoc cref="Of(Screen.ProcedureReceipt)"/>
    public IReadOnlyList<string> Of(Screen.CaseEntry entry) => [Say(Phrases.EnterCase), entry.Procedure.In(language), StateOf(entry)];

    /// <summary>Level, time limit and legal basis, as far as they are known.</summary>
    public IEnumerable<string> FactsOf(ProcedureFacts facts)
    {
        if (facts.Level.Length > 0)
        {
            yield return Say(Phrases.HandledBy, facts.Level);
        }

        if (facts.Days is { } days)
        {
            yield return Say(Phrases.TimeLimit, format.Number(days));
        }

        if (facts.LegalBasis is { } basis)
        {
            yield return Say(Phrases.LegalBasis, basis);
        }
    }

    /// <summary>The page number of the choice.</summary>
    public string PageOf(Screen.ProcedureChoice choice) => Say(Phrases.PageOf, format.Number(choice.Page), format.Number(choice.PageCount));

    /// <summary>The input so far, or a hint or error.</summary>
    public string StateOf(Screen.CaseEntry entry) => entry switch
    {
        { IsRefused: true } => Say(Phrases.CaseNotValid),
        { Typed: "" } => Say(Phrases.CaseEmpty),
        _ => Say(Phrases.CaseNumber, entry.Typed),
    };

    private IEnumerable<string> LinesOf(Screen.ProcedureReceipt receipt)
    {
        yield return receipt.Procedure.In(language);
        if (receipt.CaseNumber is { } number)
        {
            yield return Say(Phrases.CaseNumber, number);
        }

        yield return Say(Phrases.ReceiptNumber, receipt.ReceiptNumber);
        if (receipt.Due is { } due)
        {
            yield return Say(Phrases.ResultDue, LocalFormat.Day(due));
        }

        yield return Say(Phrases.CaseRecorded, LocalFormat.Time(receipt.RecordedAt), LocalFormat.Day(receipt.RecordedAt));
        if (receipt.Missing is { Count: > 0 } missing)
        {
            yield return Say(Phrases.StillMissing, string.Join("; ", missing.Select(document => document.In(language))));
        }

        yield return Say(receipt.Act is ReceiptAct.CardHandedOver ? Phrases.OldCardEnds : Phrases.Thanks);
    }

    private static Phrase HeadlineOf(ReceiptAct act) => act switch
    {
        ReceiptAct.FeePaid => Phrases.FeeRecorded,
        ReceiptAct.ResultReturned => Phrases.ResultReturned,
        ReceiptAct.CardHandedOver => Phrases.CardHandedOver,
        _ => Phrases.CaseReceived,
    };

    private IEnumerable<string> LinesOf(Screen.ProcedureChoice choice)
    {
        foreach (var (at, procedure) in choice.Procedures.Index())
        {
            yield return $"{at + 1}. {procedure.In(language)}";
        }

        if (choice.PageCount > 1)
        {
            yield return PageOf(choice);
        }
    }

    private string Say(Phrase phrase, params ReadOnlySpan<string> arguments) => phrase.In(language, arguments);
}
