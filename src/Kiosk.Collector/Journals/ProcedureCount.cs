namespace Kiosk.Collector.Journals;

/// <summary>How often a procedure was recorded at one terminal.</summary>
/// <param name="Code">Of the procedure.</param>
internal sealed record ProcedureCount(string Code, string TerminalId, long Number);
