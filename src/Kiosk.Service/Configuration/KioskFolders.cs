namespace Kiosk.Service.Configuration;

/// <summary>Where everything lies below the data folder.</summary>
internal sealed record KioskFolders(string Data)
{
    public string Journal => Path.Combine(Data, "journal");

    public string Cache => Path.Combine(Data, "cache");

    /// <summary>The trusted metadata of the feed and what was fetched of it.</summary>
    public string Sync => Path.Combine(Data, "sync");

    /// <summary>The mode that a clerk switched to; survives a restart.</summary>
    public string ModeFile => Path.Combine(Data, "mode.json");

    /// <summary>32 random bytes that make this terminal's procedure pseudonyms.</summary>
    public string ProcedureKeyFile => Path.Combine(Data, "procedure.key");

    /// <summary>The Unix socket for commands; only the service's own user may open it.</summary>
    public string ControlSocket => Path.Combine(Data, "control.sock");
}
