namespace Kiosk.Feed.Records;

/// <summary>A document to bring to a procedure.</summary>
public sealed record ProcedureDocument(string Vietnamese, string English);

/// <summary>What a tap for a procedure records. The words of the answer follow from it, and for a card's hand-over who may receive one.</summary>
public enum ProcedureAct
{
    /// <summary>A file is handed in.</summary>
    File = 0,

    /// <summary>Nộp đảng phí.</summary>
    Fee,

    /// <summary>Trả kết quả.</summary>
    Result,

    /// <summary>Phát, đổi thẻ: a new card is handed over to an official member who holds one; the one that is tapped ends.</summary>
    CardHandover,
}
