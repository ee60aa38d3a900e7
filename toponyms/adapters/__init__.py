"""Where `toponyms` meets other libraries. Each module imports its host library; nothing here is imported unasked."""
