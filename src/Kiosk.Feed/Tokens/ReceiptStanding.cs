namespace Kiosk.Feed.Tokens;

/// <summary>Whether the receipt of a procedure is genuine, or the first reason why not.</summary>
public enum ReceiptStanding
{
    /// <summary>The text is no receipt, or was cut or copied wrongly.</summary>
    NotWhole = 0,

    /// <summary>The number is no receipt number, or not of the day that the receipt states.</summary>
    WrongNumber,

    /// <summary>No key of the terminal that the number names is known.</summary>
    UnknownTerminal,

    /// <summary>Signed by another key, or changed.</summary>
    NotSigned,

    /// <summary>The key is revoked: whoever has it can date a receipt back.</summary>
    Revoked,

    /// <summary>It states an instant after the end of the terminal's certificate.</summary>
    Expired,

    Genuine,
}
