namespace Kiosk.Collector.CommandLine;

/// <summary>What every verb of <c>collector</c> ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: something did not verify, or the work was called off.</summary>
    public const int No = 1;

    /// <summary>Wrong use, or input that cannot be used.</summary>
    public const int Misuse = 2;

    /// <summary>The database or an address cannot be used, or the answer could not be printed.</summary>
    public const int NotAvailable = 3;
}
