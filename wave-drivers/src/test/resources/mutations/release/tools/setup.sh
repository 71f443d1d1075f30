echo ready > ready
