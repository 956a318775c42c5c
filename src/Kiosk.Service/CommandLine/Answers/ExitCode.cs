namespace Kiosk.Service.CommandLine.Answers;

/// <summary>What every verb of <c>kiosk</c> ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: a card was refused, a journal is broken, a check failed.</summary>
    public const int No = 1;

    /// <summary>Wrong use, or input that cannot be used; nothing was changed.</summary>
    public const int Misuse = 2;

    /// <summary>What was asked for is not there: no service running, no reader, no daemon.</summary>
    public const int NotAvailable = 3;
}
